import type { SlotKitContext } from "./context.ts";

const hourMs = 60 * 60_000;
/** How long a repeat of a request is recognised. */
const keepIdempotencyKeysMs = 7 * 24 * hourMs;
/** How long the log of webhooks goes back. Their bodies hold personal data. */
const keepWebhooksMs = 30 * 24 * hourMs;
/** How long name and address of a deleted host are kept for the bookings that name the host. */
const keepDeletedHostsMs = 30 * 24 * hourMs;
const rowsPerTransaction = 500;
/** Bounds one call; the next one goes on. */
const maxTransactions = 200;

/** How often the background worker prunes. */
export const pruneEveryMs = hourMs;

/**
 * Removes what is kept for a time and has outlived it: idempotency keys after seven days, webhook deliveries after thirty, ended
 * windows of rate limits, what is personal of hosts that were deleted thirty days ago. In portions, so that no booking waits long for it.
 *
 * @returns How many rows went.
 */
export async function prune({ storage }: SlotKitContext, signal?: AbortSignal): Promise<number> {
  const now = await storage.now();
  const idempotencyKeysBegunBefore = now - keepIdempotencyKeysMs;
  const webhooksSettledBefore = now - keepWebhooksMs;
  const hostsDeletedBefore = now - keepDeletedHostsMs;
  let pruned = 0;
  for (let transactions = 0; transactions < maxTransactions && !signal?.aborted; transactions++) {
    const rows = await storage.prune({
      idempotencyKeysBegunBefore,
      webhooksSettledBefore,
      hostsDeletedBefore,
      limit: rowsPerTransaction,
    });
    pruned += rows;
    if (rows < rowsPerTransaction) break;
  }
  return pruned;
}
