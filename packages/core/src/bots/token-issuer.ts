import { seriesLength } from "../bookings/signer.ts";
import { toBase32Hex } from "../bookings/uid.ts";
import type { SlotKitContext } from "../context.ts";
import { type FormTokenSubject, signFormTokens } from "./form-token.ts";

/** Hands out tokens, each once. */
export interface TokenIssuer {
  next(subject: FormTokenSubject): Promise<string>;
}

/** A batch is handed out for so long: by that much a token may be older than it is in the visitor's hands. */
const batchMs = 250;
/** Event types whose batches are kept; of more, those that were begun first are forgotten. */
const mostBatches = 256;

interface Batch {
  begunMs: number;
  tokens: Promise<readonly string[]>;
  handedOut: number;
  /** Signed while this one is handed out, so that nobody waits for it. */
  next: Batch | null;
}

/** Signing costs more than the rest of an answer, so tokens are signed in batches while many visitors come. */
export function createTokenIssuer({
  signer,
  clock,
  random,
}: Pick<SlotKitContext, "signer" | "clock" | "random">): TokenIssuer {
  const batches = new Map<string, Batch>();

  function sign(subject: FormTokenSubject): Batch {
    const id = toBase32Hex(random.bytes(10));
    const tokens = signFormTokens(signer, subject, { issuedAtMs: clock.now(), id });
    // Whoever is handed one of them hears of a failure.
    tokens.catch(() => undefined);
    return { begunMs: clock.monotonicMs(), tokens, handedOut: 0, next: null };
  }

  function batchOf(key: string, subject: FormTokenSubject): Batch {
    const usable = (batch: Batch | null | undefined) =>
      batch && batch.handedOut < seriesLength && clock.monotonicMs() - batch.begunMs < batchMs ? batch : null;
    const known = batches.get(key);
    const present = usable(known);
    if (present) return present;
    const batch = usable(known?.next) ?? sign(subject);
    batches.delete(key);
    batches.set(key, batch);
    const [oldest] = batches.keys();
    if (batches.size > mostBatches && oldest !== undefined) batches.delete(oldest);
    return batch;
  }

  return {
    async next(subject) {
      const batch = batchOf(JSON.stringify([subject.clientId, subject.eventType]), subject);
      const at = batch.handedOut++;
      const ageMs = clock.monotonicMs() - batch.begunMs;
      if (batch.handedOut >= seriesLength / 2 || ageMs >= batchMs / 2) batch.next ??= sign(subject);
      return (await batch.tokens)[at] ?? "";
    },
  };
}
