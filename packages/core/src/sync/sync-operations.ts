import { closeEnded } from "../bookings/close-ended.ts";
import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import type { SyncQueueState, SyncQueueSummary } from "../ports/sync-queue.ts";
import { deliverWebhooks } from "../webhooks/deliver-webhooks.ts";
import { type BackfillCrmPage, type BackfillCrmRequest, backfillCrm } from "./backfill-crm.ts";
import { calendarFileOf } from "./calendar-file.ts";
import { type DeliverOptions, deliver } from "./deliver.ts";
import type { DeliveryReport } from "./delivery-lane.ts";
import {
  ignoreSync,
  type ListSyncQueueRequest,
  listSyncQueue,
  retrySync,
  type SyncQueueEntry,
  type SyncQueueRequest,
  unfinishedStates,
} from "./sync-queue.ts";

/** How bookings reach the outside. */
export interface SyncOperations {
  /** The booking as an iCalendar file, or null when no notifier that can write one is composed. */
  calendarFile(uid: string, scope?: ClientScope): Promise<string | null>;
  /** What has not reached the outside, with cause and remedy. @throws {BookingError} `validation_failed`. */
  listSyncQueue(request?: ListSyncQueueRequest): Promise<readonly SyncQueueEntry[]>;
  /** Tries entries again at once. @returns How many. @throws {BookingError} `validation_failed`. */
  retrySync(request: SyncQueueRequest): Promise<number>;
  /** Lets entries be until their booking changes. @returns How many. @throws {BookingError} `validation_failed`. */
  ignoreSync(request: SyncQueueRequest): Promise<number>;
  /** How much stands in the queue. */
  summarizeSyncQueue(scope?: ClientScope): Promise<SyncQueueSummary>;
  /** The clients with entries in one of these states; `manual` and `waiting` when left out. */
  listSyncQueueClients(states?: readonly SyncQueueState[]): Promise<readonly string[]>;
  /** Tells the CRM of bookings that were made before there was one, a page at a time. @throws {IntegrationError} without a CRM. */
  backfillCrm(request?: BackfillCrmRequest): Promise<BackfillCrmPage>;
  /** Closes what has ended, delivers what is due now and returns; the background worker does the same in a loop. */
  deliver(options?: DeliverOptions): Promise<DeliveryReport>;
}

/** Who asks for single integrations does not mean webhooks. */
const noWebhooks: DeliveryReport = { delivered: 0, failed: 0 };

export function syncOperations(context: SlotKitContext): SyncOperations {
  return {
    calendarFile: (uid, { clientId = defaultClientId } = {}) => calendarFileOf(context, clientId, uid),
    listSyncQueue: (request = {}) => listSyncQueue(context, request),
    retrySync: (request) => retrySync(context, request),
    ignoreSync: (request) => ignoreSync(context, request),
    summarizeSyncQueue: ({ clientId = defaultClientId } = {}) =>
      context.storage.forClient(clientId).syncQueue.summary(),
    listSyncQueueClients: (states = unfinishedStates) => context.storage.syncQueueClients(states),
    backfillCrm: (request = {}) => backfillCrm(context, request),
    async deliver(options = {}) {
      const { signal, only } = options;
      await closeEnded(context, signal);
      const [effects, webhooks] = await Promise.all([
        deliver(context, options),
        only === undefined ? deliverWebhooks(context, { signal }) : noWebhooks,
      ]);
      return {
        delivered: effects.delivered + webhooks.delivered,
        failed: effects.failed + webhooks.failed,
      };
    },
  };
}
