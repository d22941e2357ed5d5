import type { ReadMemory } from "./availability/read-memory.ts";
import type { SlotMemory } from "./availability/slot-memory.ts";
import type { HoldLimits } from "./bookings/hold-limits.ts";
import type { ManageSecrets } from "./bookings/manage-secret.ts";
import type { Signer } from "./bookings/signer.ts";
import type { OutsideGuards } from "./outside/outside-guards.ts";
import type { BotDefence } from "./ports/bot-defence.ts";
import type { CalendarProvider } from "./ports/calendar-provider.ts";
import type { Catalog } from "./ports/catalog.ts";
import type { Clock } from "./ports/clock.ts";
import type { CrmProvider } from "./ports/crm-provider.ts";
import type { Logger } from "./ports/logger.ts";
import type { Notifier } from "./ports/notifier.ts";
import type { Random } from "./ports/random.ts";
import type { Storage } from "./ports/storage.ts";
import type { Telemetry } from "./ports/telemetry.ts";
import type { WebhookSender } from "./ports/webhooks.ts";
import type { DeliveryRules } from "./sync/delivery-options.ts";

/** What a SlotKit was composed of; handed to every operation as its first argument. */
export interface SlotKitContext {
  readonly storage: Storage;
  readonly catalog: Catalog;
  readonly calendar: CalendarProvider | null;
  readonly crm: CrmProvider | null;
  readonly notifier: Notifier | null;
  readonly webhooks: WebhookSender | null;
  readonly manageSecrets: ManageSecrets;
  /** Derives what is derived from the secret and not stored. */
  readonly signer: Signer;
  readonly holdLimits: HoldLimits;
  readonly delivery: DeliveryRules;
  readonly botDefence: BotDefence | null;
  /** Template with `{uid}` and `{secret}`, or null. */
  readonly manageUrl: string | null;
  /** How long a good read of an outside calendar serves lists of slots. */
  readonly calendarCacheMinutes: number;
  /** What `calendar`, `crm` and `notifier` are guarded by. */
  readonly outside: OutsideGuards;
  readonly slotMemory: SlotMemory;
  readonly readMemory: ReadMemory;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  /** Tells the background delivery that the outbox has new rows. */
  readonly wakeDelivery: () => void;
}
