import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";
import type { IdempotencyRun, Transaction } from "../ports/storage.ts";
import { checkIdempotencyKey, type RepeatableRequest } from "./idempotency-key.ts";
import { toBase32Hex } from "./uid.ts";

/** Longer than any commit may take; a request that died holds its key no longer than this. */
const leaseMs = 30_000;

/** One request that must have one effect, however often it arrives. Without a key it is one of its own each time. */
export interface OnceRequest extends RepeatableRequest {
  clientId: string;
  /** Keeps the keys of different operations apart: `POST /bookings`. */
  route: string;
  /** What makes two requests the same, and by what right they are made; compared by digest. */
  content: unknown;
  /**
   * Refuses who has no right to it, before the key is taken. Not asked of a repeat: whoever shows what the first run
   * was shown may have its answer again, though a move has ended that right since.
   */
  authorize?: (() => Promise<void>) | undefined;
}

/** Stores the answer for repeats, in the transaction of what it answers. */
export type KeepAnswer<Answer> = (tx: Transaction, answer: Answer) => Promise<void>;

/**
 * Runs a commit at most once per idempotency key. A repeat gets the answer of the first run; `commit` stores that answer
 * in its own transaction, so that a crash leaves both or neither.
 *
 * @throws {BookingError} `idempotency_conflict` when the key was used with other content, `idempotency_in_progress`
 * while another run holds it; whatever `commit` throws, after which the key is free again, at the latest when its lease ends.
 */
export async function once<Answer>(
  context: SlotKitContext,
  request: OnceRequest,
  commit: (keep: KeepAnswer<Answer>) => Promise<Answer>,
): Promise<Answer> {
  checkIdempotencyKey(request);
  const { idempotencyKey } = request;
  if (idempotencyKey === undefined) return commit(async () => {});
  const keepFor =
    (run: IdempotencyRun): KeepAnswer<Answer> =>
    (tx, answer) =>
      tx.idempotency.finish(run, JSON.stringify(answer));
  const text = await onceByKey(context, request, idempotencyKey, async (run) =>
    JSON.stringify(await commit(keepFor(run))),
  );
  // The first run and its repeats read the same text, so that nothing can tell them apart.
  return JSON.parse(text);
}

async function onceByKey(
  context: SlotKitContext,
  { clientId, route, content, authorize }: OnceRequest,
  idempotencyKey: string,
  commit: (run: IdempotencyRun) => Promise<string>,
): Promise<string> {
  const key = { route, key: idempotencyKey };
  const { idempotency } = context.storage.forClient(clientId);
  const fingerprint = await fingerprintOf(content);
  const run = { ...key, owner: toBase32Hex(context.random.bytes(16)) };
  // A repeat of an answered request costs one read; only what may have to run takes the key.
  const lookUp = async () => {
    const found = await idempotency.find(key, fingerprint);
    return found?.state === "running" ? null : found;
  };
  const settled = (await lookUp()) ?? (await refusedUnlessSettled(authorize, lookUp));
  const known = settled ?? (await idempotency.begin(run, fingerprint, leaseMs));
  switch (known.state) {
    case "done":
      return known.answer;
    case "running":
      throw new BookingError("idempotency_in_progress", "A request with this Idempotency-Key is still running.", {
        retryAfterSeconds: 1,
      });
    case "conflict":
      throw new BookingError(
        "idempotency_conflict",
        "This Idempotency-Key was used with a different request; send a new key with a new request.",
      );
    case "started":
      return commit(run).catch(async (error: unknown) => {
        await idempotency.abandon(run).catch((reason: unknown) => {
          context.logger.warn("An idempotency key could not be freed; its lease will end.", { reason: String(reason) });
        });
        throw error;
      });
    default:
      return known satisfies never;
  }
}

/**
 * Refuses who has no right to a request, unless that right was ended a moment ago by the very same request: then its answer
 * stands beside it, for both were stored in one transaction.
 */
async function refusedUnlessSettled<Settled>(
  authorize: OnceRequest["authorize"],
  lookUp: () => Promise<Settled | null>,
): Promise<Settled | null> {
  try {
    await authorize?.();
    return null;
  } catch (refusal) {
    const settled = await lookUp();
    if (settled === null) throw refusal;
    return settled;
  }
}

async function fingerprintOf(content: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(canonical(content)));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The same value with its keys in order, so that equal requests have equal text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, canonical(item)]);
}
