import type { AvailabilityOperations } from "./availability/availability-operations.ts";
import type { BookingOperations } from "./bookings/booking-operations.ts";
import type { LifecycleOperations } from "./bookings/lifecycle-operations.ts";
import type { ReservationOperations } from "./bookings/reservation-operations.ts";
import type { BotOperations } from "./bots/bot-operations.ts";
import type { CatalogOperations } from "./catalog/catalog-operations.ts";
import type { ClientScope } from "./client-scope.ts";
import type { SlotKitHealth } from "./health.ts";
import type { Clock } from "./ports/clock.ts";
import type { Logger } from "./ports/logger.ts";
import type { Random } from "./ports/random.ts";
import type { RateLimitStore } from "./ports/rate-limit-store.ts";
import type { MigrationReport } from "./ports/storage.ts";
import type { SyncOperations } from "./sync/sync-operations.ts";
import type { WebhookOperations } from "./webhooks/webhook-operations.ts";

/**
 * A composed SlotKit. Every method is safe to call from several processes over one storage. Refusals are
 * {@link BookingError}s with a closed code; anything else that is thrown is a defect or the storage's own failure.
 */
export interface SlotKit
  extends CatalogOperations,
    AvailabilityOperations,
    BookingOperations,
    LifecycleOperations,
    ReservationOperations,
    BotOperations,
    SyncOperations,
    WebhookOperations {
  health(options?: { signal?: AbortSignal }): Promise<SlotKitHealth>;
  /** Where requests are counted, for all processes over one storage together. */
  rateLimits(scope?: ClientScope): RateLimitStore;
  /**
   * Removes idempotency keys after seven days, webhook deliveries after thirty, and rate limits that have ended; the background worker does the same every
   * hour. Returns how many rows went.
   */
  prune(options?: { signal?: AbortSignal }): Promise<number>;
  /** Brings the storage's schema up to date. */
  migrate(): Promise<MigrationReport>;
  /** Migrates the storage and starts delivering in the background. */
  start(): Promise<void>;
  /** Stops delivering, lets running work finish, closes the storage and kept connections. */
  stop(): Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}
