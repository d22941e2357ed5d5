import type { SlotKitContext } from "./context.ts";
import type { CallOptions, IntegrationHealth } from "./ports/integration-health.ts";
import { withDeadline } from "./resilience/with-deadline.ts";

/** State of one part; `off` when SlotKit was composed without it. */
export interface PartHealth extends Omit<IntegrationHealth, "state" | "latencyMs"> {
  state: IntegrationHealth["state"] | "off";
  latencyMs: number | null;
}

/** State of every part. */
export type SlotKitHealth = Readonly<Record<"storage" | "calendar" | "crm" | "mail", PartHealth>>;

const checkDeadlineMs = 5_000;
/** Health pages are asked often and by anyone; the outside is asked at most this often. */
const answerLifetimeMs = 10_000;

const off: PartHealth = { state: "off", latencyMs: null, detail: null };

/** A health check whose answer serves everybody who asks within ten seconds. */
export function createHealthCheck(context: SlotKitContext): (signal?: AbortSignal) => Promise<SlotKitHealth> {
  let recent: { askedMs: number; answer: Promise<SlotKitHealth> } | null = null;
  return (signal) => {
    signal?.throwIfAborted();
    const nowMs = context.clock.monotonicMs();
    if (!recent || nowMs - recent.askedMs > answerLifetimeMs) recent = { askedMs: nowMs, answer: checkAll(context) };
    return recent.answer;
  };
}

async function checkAll(context: SlotKitContext): Promise<SlotKitHealth> {
  const { calendar, crm, notifier } = context;
  const [storage, ...outside] = await Promise.all([
    timed(context, "storage", () => checkStorage(context)),
    calendar ? timed(context, calendar.name, (options) => calendar.check(options)) : off,
    crm ? timed(context, crm.name, (options) => crm.check(options)) : off,
    notifier ? timed(context, notifier.name, (options) => notifier.check(options)) : off,
  ]);
  const [calendarHealth = off, crmHealth = off, mail = off] = outside;
  return { storage, calendar: calendarHealth, crm: crmHealth, mail };
}

async function checkStorage({ storage }: SlotKitContext): Promise<Pick<IntegrationHealth, "state" | "detail">> {
  await storage.check();
  return { state: "ok", detail: null };
}

async function timed(
  { clock, logger }: SlotKitContext,
  name: string,
  check: (options: CallOptions) => Promise<Pick<IntegrationHealth, "state" | "detail">>,
): Promise<PartHealth> {
  const startedMs = clock.monotonicMs();
  const latencyMs = () => Math.round(clock.monotonicMs() - startedMs);
  try {
    const health = await withDeadline((signal) => check({ signal }), { deadlineMs: checkDeadlineMs, clock });
    return { ...health, latencyMs: latencyMs() };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    logger.warn("A health check failed.", { part: name, detail });
    return { state: "down", latencyMs: latencyMs(), detail };
  }
}
