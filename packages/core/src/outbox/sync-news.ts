import type { SlotKitContext } from "../context.ts";
import type { Transaction } from "../ports/storage.ts";
import type { WebhookSync } from "../ports/webhook-payload.ts";
import { sequenceOf } from "./booking-news.ts";
import type { Effect } from "./effect.ts";
import { recordNews } from "./webhook-news.ts";

const dayMs = 24 * 60 * 60_000;
/** Of one subject; an effect that failed has far fewer. */
const recentNews = 50;

/**
 * Tells the host's own systems how an attempt at an effect ended, where that is news: it waits for a person now, it was
 * delivered after all, or the calendar does not let us in any more (once a day and calendar).
 */
export async function tellOfSync(
  context: SlotKitContext,
  tx: Transaction,
  before: Effect,
  after: Effect,
): Promise<void> {
  if (!context.webhooks) return;
  const { clientId, failure } = after;
  if (after.state === "manual" && before.state !== "manual") await record(context, tx, after, "sync.failed");
  if (after.state === "done" && (await waitedForPerson(tx, after))) await record(context, tx, after, "sync.recovered");
  if (failure?.kind === "auth" && after.integration === "calendar" && failure !== before.failure) {
    const { message, remedy, at } = failure;
    const day = Math.floor(at / dayMs);
    const data = { calendarId: after.target, message, remedy };
    const type = "calendar.disconnected";
    await recordNews(context, tx, clientId, [
      { type, subject: after.target, key: `disconnected-${day}`, sequence: day, data },
    ]);
  }
}

async function record(
  context: SlotKitContext,
  tx: Transaction,
  effect: Effect,
  type: "sync.failed" | "sync.recovered",
): Promise<void> {
  const { clientId, id, subject, integration, revision } = effect;
  const failure = type === "sync.failed" ? effect.failure : null;
  const now = await tx.now();
  const sync: WebhookSync = {
    id,
    subject,
    integration,
    cause: failure?.kind ?? null,
    message: failure?.message ?? null,
    remedy: failure?.remedy ?? null,
  };
  await recordNews(context, tx, clientId, [
    {
      type,
      subject: subject.uid,
      key: `${revision}-${type.slice("sync.".length)}-${suffixOf(effect)}-${now}`,
      sequence: sequenceOf(revision, type),
      data: { sync },
    },
  ]);
}

/** Was the last that was told of this effect that it had failed? */
async function waitedForPerson(tx: Transaction, effect: Effect): Promise<boolean> {
  const told = await tx.webhooks.deliveries({ subject: effect.subject.uid, limit: recentNews });
  const last = told.find(({ type, id }) => type.startsWith("sync.") && id.includes(`-${suffixOf(effect)}-`));
  return last?.type === "sync.failed";
}

/** Tells the effects of one subject apart. */
function suffixOf({ id, subject }: Effect): string {
  return id.slice(subject.uid.length + 1).replace(/[^A-Za-z0-9]/g, "_");
}
