import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { invalidField } from "../errors.ts";
import type { Effect, Integration } from "../outbox/effect.ts";
import { lockOfSubject, writeSubject } from "../outbox/effect-subject.ts";
import type { FailureKind } from "../ports/integration-error.ts";
import type { SyncQueueFilter, SyncQueueState } from "../ports/sync-queue.ts";

/** Which entries of the sync queue are meant. */
export interface SyncQueueSelection {
  /** Default: those that count as unfinished, `manual` and `waiting`. */
  states?: readonly SyncQueueState[] | undefined;
  integration?: Integration | undefined;
  /** Kind of the last failure: `auth` for all that wait for a credential. */
  cause?: FailureKind | undefined;
}

/** Asks for a page of the sync queue, what was wanted first at the head. */
export interface ListSyncQueueRequest extends ClientScope, SyncQueueSelection {
  /** 1 to 200; 50 when left out. */
  limit?: number | undefined;
  /** The `[wantedAt, id]` of the last entry of the previous page. */
  after?: readonly [wantedAt: number, id: string] | undefined;
}

/** Names entries one by one, or all that a selection meets: `{}` meets everything unfinished. */
export type SyncQueueRequest = ClientScope & ({ ids: readonly string[] } | { matching: SyncQueueSelection });

/** One effect that has not reached the outside, with what is known of it. Nothing personal. */
export interface SyncQueueEntry {
  id: string;
  /** The booking, or the session whose seats share one event. */
  subject: Effect["subject"];
  integration: Integration;
  /** Of mail: whom it is for. */
  recipient: string | null;
  state: SyncQueueState;
  cause: FailureKind;
  message: string;
  remedy: string;
  /** Failed attempts so far. */
  attempts: number;
  /** When it was first wanted. */
  since: number;
  failedAt: number;
  /** When it is tried next; null where nobody will. */
  nextAttemptAt: number | null;
}

const maxLimit = 200;
/** Rows of one transaction: few enough to keep nobody waiting. */
const batchSize = 50;
/** Those that are not at rest. */
export const unfinishedStates: readonly SyncQueueState[] = ["manual", "waiting"];

/** Lists what has failed to reach the outside. */
export async function listSyncQueue(
  context: SlotKitContext,
  { clientId = defaultClientId, limit = 50, states = unfinishedStates, ...filter }: ListSyncQueueRequest,
): Promise<readonly SyncQueueEntry[]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    throw invalidField("limit", `must be a whole number from 1 to ${maxLimit}`, String(limit));
  }
  const effects = await context.storage.forClient(clientId).syncQueue.list({ ...filter, states, limit });
  return effects.flatMap(entryOf);
}

/**
 * Tries entries again at once, as if they had never failed.
 *
 * @returns How many there were; ids that name no entry are passed over.
 */
export async function retrySync(context: SlotKitContext, request: SyncQueueRequest): Promise<number> {
  const retried = await changeEntries(context, request, (effect, now) => ({
    ...effect,
    state: "pending",
    attempt: 0,
    repairs: 0,
    notBefore: now,
    wantedAt: now,
    failure: null,
  }));
  context.wakeDelivery();
  return retried;
}

/**
 * Lets entries be: they are tried no more, until their booking changes.
 *
 * @returns How many there were; ids that name no entry are passed over.
 */
export function ignoreSync(context: SlotKitContext, request: SyncQueueRequest): Promise<number> {
  return changeEntries(context, request, (effect) =>
    effect.state === "ignored" ? null : { ...effect, state: "ignored" },
  );
}

/** @param change - Null for an entry that stays as it is. */
async function changeEntries(
  context: SlotKitContext,
  request: SyncQueueRequest,
  change: (effect: Effect, now: number) => Effect | null,
): Promise<number> {
  const { clientId = defaultClientId } = request;
  // All are named before any is changed: what fails again meanwhile is not met a second time.
  const named =
    "ids" in request
      ? await subjectsOf(context, clientId, request.ids)
      : await allMatching(context, clientId, request.matching);
  let changed = 0;
  for (let at = 0; at < named.length; at += batchSize) {
    changed += await changeBatch(context, clientId, named.slice(at, at + batchSize), change);
  }
  return changed;
}

type Named = Pick<Effect, "id" | "subject">;

async function changeBatch(
  context: SlotKitContext,
  clientId: string,
  named: readonly Named[],
  change: (effect: Effect, now: number) => Effect | null,
): Promise<number> {
  const client = context.storage.forClient(clientId);
  const locks = await Promise.all(named.map((effect) => lockOfSubject(client, effect)));
  return client.transaction(locks, async (tx) => {
    const now = await tx.now();
    let changed = 0;
    for (const { id } of named) {
      const present = await tx.effects.find(id);
      const next = present && queueStateOf(present) !== null ? change(present, now) : null;
      if (!next) continue;
      await tx.effects.save(next);
      await writeSubject(tx, next);
      changed++;
    }
    return changed;
  });
}

/** An effect's id does not tell what it is about, so it is looked up; the lock is on the subject. */
async function subjectsOf(
  context: SlotKitContext,
  clientId: string,
  ids: readonly string[],
): Promise<readonly Named[]> {
  if (ids.length > maxLimit) throw invalidField("ids", `must have at most ${maxLimit} entries`, String(ids.length));
  return context.storage.forClient(clientId).transaction([], async (tx) => {
    const found: Named[] = [];
    for (const id of new Set(ids)) {
      const effect = await tx.effects.find(id);
      if (effect) found.push(effect);
    }
    return found;
  });
}

async function allMatching(
  context: SlotKitContext,
  clientId: string,
  { states = unfinishedStates, integration, cause }: SyncQueueSelection,
): Promise<readonly Named[]> {
  const { syncQueue } = context.storage.forClient(clientId);
  const found: Named[] = [];
  let after: SyncQueueFilter["after"];
  for (;;) {
    const page = await syncQueue.list({ states, integration, cause, limit: maxLimit, after });
    found.push(...page.map(({ id, subject }) => ({ id, subject })));
    const last = page.at(-1);
    if (!last || page.length < maxLimit) return found;
    after = [last.wantedAt, last.id];
  }
}

function queueStateOf({ state, failure }: Effect): SyncQueueState | null {
  if (state === "manual" || state === "ignored") return state;
  return state === "pending" && failure !== null ? "waiting" : null;
}

function entryOf(effect: Effect): SyncQueueEntry[] {
  const state = queueStateOf(effect);
  const { id, subject, integration, target, failure, attempt, wantedAt, notBefore } = effect;
  if (state === null || failure === null) return [];
  return [
    {
      id,
      subject,
      integration,
      recipient: integration === "mail" ? target : null,
      state,
      cause: failure.kind,
      message: failure.message,
      remedy: failure.remedy,
      attempts: attempt,
      since: wantedAt,
      failedAt: failure.at,
      nextAttemptAt: state === "waiting" ? notBefore : null,
    },
  ];
}
