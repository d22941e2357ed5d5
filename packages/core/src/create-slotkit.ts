import { availabilityOperations } from "./availability/availability-operations.ts";
import { createReadMemory } from "./availability/read-memory.ts";
import { createSlotMemory } from "./availability/slot-memory.ts";
import { bookingOperations } from "./bookings/booking-operations.ts";
import { resolveHoldLimits } from "./bookings/hold-limits.ts";
import { lifecycleOperations } from "./bookings/lifecycle-operations.ts";
import { createManageSecrets } from "./bookings/manage-secret.ts";
import { reservationOperations } from "./bookings/reservation-operations.ts";
import { createSigner } from "./bookings/signer.ts";
import { type BotDefenceOptions, resolveBotDefence } from "./bots/bot-defence-options.ts";
import { botOperations } from "./bots/bot-operations.ts";
import { createFormDefence, type FormDefenceTools } from "./bots/form-defence.ts";
import { catalogOperations } from "./catalog/catalog-operations.ts";
import { defaultClientId } from "./client-scope.ts";
import type { SlotKitContext } from "./context.ts";
import { createHealthCheck } from "./health.ts";
import { guardCalendar } from "./outside/guard-calendar.ts";
import { guardCrm } from "./outside/guard-crm.ts";
import { guardNotifier } from "./outside/guard-notifier.ts";
import { createOutsideGuards } from "./outside/outside-guards.ts";
import type { BotDefence } from "./ports/bot-defence.ts";
import { systemClock } from "./ports/clock.ts";
import { silentLogger } from "./ports/logger.ts";
import { systemRandom } from "./ports/random.ts";
import { silentTelemetry } from "./ports/telemetry.ts";
import { unfailingLogger, unfailingTelemetry } from "./ports/unfailing.ts";
import { prune } from "./prune.ts";
import { logLate } from "./resilience/log-late.ts";
import { isDeadlineExceeded, withDeadline } from "./resilience/with-deadline.ts";
import type { SlotKit } from "./slotkit.ts";
import { type SlotKitOptions, slotKitOptionsSchema } from "./slotkit-options.ts";
import { resolveDeliveryRules } from "./sync/delivery-options.ts";
import { createDeliveryWorker, type DeliveryWorker } from "./sync/delivery-worker.ts";
import { syncOperations } from "./sync/sync-operations.ts";
import { parseOptions } from "./validation/parse-options.ts";
import { webhookOperations } from "./webhooks/webhook-operations.ts";
import { createWebhookWorker, type WebhookWorker } from "./webhooks/webhook-worker.ts";

/**
 * Composes a SlotKit. Nothing runs yet: `start()` brings the schema up to date and begins to deliver.
 *
 * @throws {ConfigurationError} naming each wrong option, the value received and the remedy.
 */
export function createSlotKit(options: SlotKitOptions): SlotKit {
  const worker = createDeliveryWorker();
  const webhookWorker = createWebhookWorker();
  const context = createContext(parseOptions(slotKitOptionsSchema, options, "createSlotKit"), worker, webhookWorker);
  const checkHealth = createHealthCheck(context);
  const { storage, clock, random, logger } = context;
  async function migrate() {
    const report = await storage.migrate();
    await context.catalog.prepare?.();
    return report;
  }
  return {
    clock,
    random,
    logger,
    ...catalogOperations(context),
    ...availabilityOperations(context),
    ...bookingOperations(context),
    ...lifecycleOperations(context),
    ...reservationOperations(context),
    ...botOperations(context),
    ...syncOperations(context),
    ...webhookOperations(context),
    health: ({ signal } = {}) => checkHealth(signal),
    rateLimits: ({ clientId = defaultClientId } = {}) => storage.forClient(clientId).rateLimits,
    prune: ({ signal } = {}) => prune(context, signal),
    migrate,
    async start() {
      const { applied, current } = await migrate();
      logger.info("The storage is up to date.", { storage: storage.name, applied: applied.length, current });
      await context.outside.breakers.refresh();
      void prepareCrm(context).then(() => worker.start(context));
      webhookWorker.start(context);
    },
    async stop() {
      await Promise.all([worker.stop(), webhookWorker.stop()]);
      await context.outside.breakers.written();
      await context.outside.quotas.giveBack();
      await closeInTime(context, "mail", async () => context.notifier?.close?.());
      await closeInTime(context, "storage", () => storage.close());
    },
  };
}

function createContext(options: SlotKitOptions, worker: DeliveryWorker, webhookWorker: WebhookWorker): SlotKitContext {
  const { secret } = options;
  const signer = createSigner(typeof secret === "string" ? new TextEncoder().encode(secret.trim()) : secret);
  const logger = unfailingLogger(options.logger ?? silentLogger);
  const telemetry = unfailingTelemetry(options.telemetry ?? silentTelemetry, logger);
  const clock = options.clock ?? systemClock;
  const random = options.random ?? systemRandom;
  const { storage } = options;
  const surroundings = { clock, random, logger, telemetry };
  const outside = createOutsideGuards(options.resilience ?? {}, surroundings, storage);
  return {
    storage,
    catalog: typeof options.catalog === "function" ? options.catalog(storage) : options.catalog,
    calendar: options.calendar ? guardCalendar(options.calendar, outside) : null,
    crm: options.crm ? guardCrm(options.crm, outside) : null,
    notifier: options.notifications ? guardNotifier(options.notifications, outside) : null,
    webhooks: options.webhooks ? options.webhooks : null,
    manageSecrets: createManageSecrets(signer),
    signer,
    holdLimits: resolveHoldLimits(options.holds ?? {}),
    delivery: resolveDeliveryRules(options.delivery ?? {}),
    botDefence: chooseBotDefence(options.botDefence ?? {}, { storage, signer, ...surroundings }),
    manageUrl: options.manageUrl ?? null,
    calendarCacheMinutes: options.calendarCacheMinutes ?? 5,
    slotMemory: createSlotMemory(),
    readMemory: createReadMemory(clock),
    outside,
    clock,
    random,
    logger,
    telemetry,
    wakeDelivery: () => {
      worker.wake();
      webhookWorker.wake();
    },
  };
}

function chooseBotDefence(chosen: BotDefenceOptions | BotDefence | false, tools: FormDefenceTools): BotDefence | null {
  if (chosen === false) return null;
  return "admits" in chosen ? chosen : createFormDefence(tools, resolveBotDefence(chosen));
}

/** Longest time to let go of connections; a process that stops must not hang on them. */
const closeDeadlineMs = 10_000;

async function closeInTime({ clock, logger }: SlotKitContext, part: string, close: () => Promise<void>): Promise<void> {
  try {
    await withDeadline(close, { deadlineMs: closeDeadlineMs, clock, onLate: logLate(logger, `${part}:close`) });
  } catch (error) {
    if (!isDeadlineExceeded(error)) throw error;
    logger.warn("A part did not close in time; it is left as it is.", { part });
  }
}

/** Longest time deliveries wait for a CRM to be prepared; it is tried again at the next start. */
const prepareDeadlineMs = 10_000;

/** Never rejects: without its preparation a CRM takes less, and says what it left out. */
async function prepareCrm({ crm, clock, logger }: SlotKitContext): Promise<void> {
  if (!crm?.prepare) return;
  try {
    const prepare = crm.prepare.bind(crm);
    const remarks = await withDeadline((signal) => prepare({ signal }), {
      deadlineMs: prepareDeadlineMs,
      clock,
      onLate: logLate(logger, `crm:${crm.name}:prepare`),
    });
    for (const remark of remarks) logger.warn(remark, { crm: crm.name });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    logger.warn("The CRM could not be prepared; what it does not know will be left out.", { crm: crm.name, reason });
  }
}
