import { z } from "zod";
import { type HoldOptions, holdOptionsSchema } from "./bookings/hold-limits.ts";
import { type BotDefenceOptions, botDefenceOptionsSchema } from "./bots/bot-defence-options.ts";
import type { StoredCatalog } from "./catalog/stored-catalog.ts";
import { type ResilienceOptions, resilienceOptionsSchema } from "./outside/resilience-options.ts";
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
import { type DeliveryOptions, deliveryOptionsSchema } from "./sync/delivery-options.ts";

/** What a SlotKit is composed of. Integrations are chosen or declined by name: `false` says that there is none. */
export interface SlotKitOptions {
  storage: Storage;
  /** What can be booked: `staticCatalog({ … })`, `storedCatalog()`, or a catalog of your own. */
  catalog: Catalog | StoredCatalog;
  calendar: CalendarProvider | false;
  crm: CrmProvider | false;
  notifications: Notifier | false;
  /** How events are posted to systems of your own, such as `webhooks()`. Default: not at all. */
  webhooks?: WebhookSender | false | undefined;
  /** At least 32 random bytes, as such or as text; manage links are derived from it. Changing it ends all of them. */
  secret: string | Uint8Array;
  /**
   * The page on which attendees manage a booking, with `{uid}` and `{secret}` where they belong. Put the secret behind a
   * `#`, where servers and their logs do not see it. Default: mails carry no link.
   */
  manageUrl?: string | undefined;
  /** How long a good read of an outside calendar serves lists. A commit always reads anew. Default: 5. */
  calendarCacheMinutes?: number | undefined;
  /** How long the outside is waited for, when it is left alone, and when it is asked again. */
  resilience?: ResilienceOptions | undefined;
  /** How long time may be held before it is booked, and how much of it. */
  holds?: HoldOptions | undefined;
  /** How many deliveries run at once, and how soon those of a process that died are taken over. */
  delivery?: DeliveryOptions | undefined;
  /**
   * What keeps bots from booking over HTTP: options of the built-in defence (a honeypot, and forms that are signed), a
   * defence of your own, or false. Default: the built-in one in mode `optional`.
   */
  botDefence?: BotDefenceOptions | BotDefence | false | undefined;
  /** Default: the machine's. */
  clock?: Clock | undefined;
  /** Default: the platform's cryptographic generator. */
  random?: Random | undefined;
  /** Default: silence. */
  logger?: Logger | undefined;
  /** Default: none. */
  telemetry?: Telemetry | undefined;
}

/** A port is known by the operations it must have; the remedy names where to get one. */
const port = <T>(operations: readonly string[], remedy: string) =>
  z.custom<T>(
    (value) =>
      typeof value === "object" &&
      value !== null &&
      operations.every((name) => typeof (value as Record<string, unknown>)[name] === "function"),
    { error: remedy },
  );

const orFalse = <T>(schema: z.ZodType<T>, remedy: string) => z.union([z.literal(false), schema], { error: remedy });

const secretBytes = 32;
const isLongEnough = (secret: string | Uint8Array) =>
  (typeof secret === "string" ? new TextEncoder().encode(secret.trim()) : secret).length >= secretBytes;

const calendarRemedy = "must be a calendar such as googleCalendar({ … }), or false for none";
const catalogRemedy = "must be a catalog such as staticCatalog({ … }) or storedCatalog()";
const isMaker = z.custom<StoredCatalog>((value) => typeof value === "function", { error: catalogRemedy });
const crmRemedy = "must be a CRM such as hubspot({ … }), or false for none";
const webhooksRemedy = "must be a sender such as webhooks({ … }), or false for none";
const notificationsRemedy = "must be a notifier such as email({ … }), or false for none";

const botDefenceRemedy =
  "must be { mode, minimumFillSeconds, formLifetimeMinutes, attemptsPerForm, verify }, a defence with issueForm() and admits(), or false";

/** Schema of {@link SlotKitOptions}. */
export const slotKitOptionsSchema: z.ZodType<SlotKitOptions> = z.strictObject({
  storage: port<Storage>(
    ["forClient", "dueClients", "leaseEffects", "renewLeases", "migrate", "now"],
    "must be a storage such as sqliteStorage({ file: 'slotkit.db' })",
  ),
  catalog: z.union([port<Catalog>(["findEventType", "listEventTypes"], catalogRemedy), isMaker], {
    error: catalogRemedy,
  }),
  calendar: orFalse(
    port<CalendarProvider>(["readBusy", "putEvent", "removeEvent", "icalUid", "check"], calendarRemedy),
    calendarRemedy,
  ),
  crm: orFalse(port<CrmProvider>(["recordBooking", "check"], crmRemedy), crmRemedy),
  notifications: orFalse(port<Notifier>(["send", "check"], notificationsRemedy), notificationsRemedy),
  webhooks: orFalse(port<WebhookSender>(["send", "urlProblem"], webhooksRemedy), webhooksRemedy).optional(),
  secret: z.union([z.string(), z.instanceof(Uint8Array)], { error: "must be text or bytes" }).refine(isLongEnough, {
    error: `must have at least ${secretBytes} bytes; make one with: openssl rand -base64 32`,
  }),
  manageUrl: z
    .string()
    .refine((url) => /^https?:\/\//.test(url) && url.includes("{uid}") && url.includes("{secret}"), {
      error:
        "must be an http(s) address with {uid} and {secret} in it, such as https://example.com/manage#{uid}.{secret}",
    })
    .optional(),
  calendarCacheMinutes: z
    .number({ error: "must be a number of minutes" })
    .min(0, { error: "must be at least 0" })
    .max(60, { error: "must be at most 60" })
    .optional(),
  resilience: resilienceOptionsSchema.optional(),
  holds: holdOptionsSchema.optional(),
  delivery: deliveryOptionsSchema.optional(),
  botDefence: z
    .union([z.literal(false), port<BotDefence>(["issueForm", "admits"], botDefenceRemedy), botDefenceOptionsSchema], {
      error: botDefenceRemedy,
    })
    .optional(),
  clock: port<Clock>(["now", "monotonicMs", "sleep"], "must have now(), monotonicMs() and sleep()").optional(),
  random: port<Random>(["bytes", "float"], "must have bytes() and float()").optional(),
  logger: port<Logger>(
    ["debug", "info", "warn", "error"],
    "must have debug(), info(), warn() and error(); console does",
  ).optional(),
  telemetry: port<Telemetry>(["record"], "must have record()").optional(),
});

/** What `slotkit.config.ts` exports: options, or a function that makes them. */
export type SlotKitConfig = SlotKitOptions | (() => SlotKitOptions | Promise<SlotKitOptions>);

/** Gives a configuration file its type; changes nothing. */
export function defineConfig<const Config extends SlotKitConfig>(config: Config): Config {
  return config;
}
