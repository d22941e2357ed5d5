import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";
import type { IdempotencyKey, IdempotencyRun } from "../ports/storage.ts";
import { toBase32Hex } from "./uid.ts";

/** Longer than any commit may take; a request that died holds its key no longer than this. */
const leaseMs = 30_000;

/** One request that must have one effect, however often it arrives. */
export interface OnceRequest {
  clientId: string;
  key: IdempotencyKey;
  /** What makes two requests the same; compared by digest. */
  content: unknown;
}

/**
 * Runs a commit at most once per idempotency key. A repeat gets the answer of the first run; `commit` stores that answer
 * in its own transaction, so that a crash leaves both or neither.
 *
 * @throws {BookingError} `idempotency_conflict` when the key was used with other content, `idempotency_in_progress`
 * while another run holds it; whatever `commit` throws, after which the key is free again, at the latest when its lease ends.
 */
export async function once(
  context: SlotKitContext,
  { clientId, key, content }: OnceRequest,
  commit: (run: IdempotencyRun) => Promise<string>,
): Promise<string> {
  const { idempotency } = context.storage.forClient(clientId);
  const fingerprint = await fingerprintOf(content);
  const run = { ...key, owner: toBase32Hex(context.random.bytes(16)) };
  // A repeat of an answered request costs one read; only what may have to run takes the key.
  const answered = await idempotency.find(key, fingerprint);
  const known = answered?.state === "done" ? answered : await idempotency.begin(run, fingerprint, leaseMs);
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
