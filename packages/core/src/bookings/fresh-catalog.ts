import { BookingError } from "../errors.ts";
import type { EventType } from "../ports/catalog.ts";
import type { Transaction } from "../ports/storage.ts";

/** Somebody edited the catalog between the reading of an event type and the transaction that goes by it. */
class CatalogChanged extends BookingError {
  constructor() {
    super("busy", "What is offered was being changed at this moment; repeat the call.", { retryAfterSeconds: 1 });
  }
}

/** Whoever edits all the time must not keep a booking going round. */
const maxTries = 4;

/**
 * Lets a commit go by no event type but the present one. Called under the commit's locks: what is edited after it counts
 * as edited after the booking.
 */
export async function refuseOutdated(tx: Transaction, { catalogRevision }: EventType): Promise<void> {
  if (catalogRevision !== null && (await tx.catalog.revision()) !== catalogRevision) throw new CatalogChanged();
}

/** Repeats a commit that read an event type which was edited meanwhile; each try reads it anew. */
export async function withFreshCatalog<T>(commit: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await commit();
    } catch (error) {
      if (!(error instanceof CatalogChanged) || tries === maxTries) throw error;
    }
  }
}
