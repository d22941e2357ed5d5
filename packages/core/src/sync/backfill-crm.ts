import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { wantEffects } from "../outbox/want-effects.ts";
import type { ClientStorage } from "../ports/storage.ts";
import { notComposed } from "./not-composed.ts";

/** Which bookings to look through; newest start first. */
export interface BackfillCrmRequest extends ClientScope {
  /** Starts at or after, epoch milliseconds. Default: all. */
  from?: number | undefined;
  /** Starts before. Default: all. */
  until?: number | undefined;
  /** How many at once. Default: 200. */
  limit?: number | undefined;
  /** The `after` of the page before. */
  after?: readonly [start: number, uid: string] | undefined;
}

/** What one page came to. */
export interface BackfillCrmPage {
  looked: number;
  /** Bookings that are told now, and were not before. */
  wanted: number;
  /** Where to go on; null at the end. */
  after: readonly [start: number, uid: string] | null;
}

const pageSize = 200;

/**
 * Puts bookings of which the CRM was never told, as those made before there was one, into the outbox: they reach it as any
 * other, at its pace, each once. Those that were told are passed over, so that it may be run again and from anywhere.
 *
 * @throws {IntegrationError} when SlotKit is composed without a CRM.
 */
export async function backfillCrm(
  context: SlotKitContext,
  { clientId = defaultClientId, limit = pageSize, ...range }: BackfillCrmRequest,
): Promise<BackfillCrmPage> {
  if (!context.crm) throw notComposed("crm");
  const client = context.storage.forClient(clientId);
  const page = await client.bookings.list({ ...range, limit });
  const known = await client.effects.ofSubjects(page.map(({ uid }) => uid));
  const told = new Set(known.filter(({ integration }) => integration === "crm").map(({ subject }) => subject.uid));
  let wanted = 0;
  for (const { uid } of page) if (!told.has(uid) && (await wantCrm(context, client, uid))) wanted++;
  if (wanted > 0) context.wakeDelivery();
  const last = page.at(-1);
  return { looked: page.length, wanted, after: last && page.length === limit ? [last.start, last.uid] : null };
}

/** Under the booking's lock, since it may change or be told of meanwhile. */
function wantCrm(context: SlotKitContext, client: ClientStorage, uid: string): Promise<boolean> {
  return client.transaction([{ kind: "booking", id: uid }], async (tx) => {
    const booking = await tx.bookings.find(uid);
    const effects = await tx.effects.ofSubjects([uid]);
    if (!booking || effects.some(({ integration }) => integration === "crm")) return false;
    await wantEffects(context, tx, booking, null, ["crm"]);
    return true;
  });
}
