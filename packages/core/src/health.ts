import type { SlotKitContext } from "./context.ts";
import type { QuotaReport } from "./outside/quotas.ts";
import type { CallOptions, IntegrationHealth } from "./ports/integration-health.ts";
import type { BreakerReport } from "./resilience/breakers.ts";
import { logLate } from "./resilience/log-late.ts";
import { withDeadline } from "./resilience/with-deadline.ts";

/** State of one part; `off` when SlotKit was composed without it. */
export interface PartHealth extends Omit<IntegrationHealth, "state" | "latencyMs"> {
  state: IntegrationHealth["state"] | "off";
  latencyMs: number | null;
  /** The breakers that calls to this part have gone through; left out where there are none yet. */
  breakers?: readonly PartBreaker[] | undefined;
  /** How much calls to this part wait for its limits; left out where no call has been made yet. */
  quotas?: readonly PartQuota[] | undefined;
}

/** One breaker of a part; `credential` is null for that of the whole provider. */
export type PartBreaker = Pick<BreakerReport, "provider" | "credential" | "view">;

/** One limit of a part, as this process sees it. */
export type PartQuota = Omit<QuotaReport, "integration">;

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
  await context.outside.breakers.refresh();
  const [calendarHealth = off, crmHealth = off, mail = off] = outside;
  return {
    storage,
    calendar: withQuotas(context, "calendar", withBreakers(context, "calendar", calendarHealth)),
    crm: withQuotas(context, "crm", withBreakers(context, "crm", crmHealth)),
    mail: withQuotas(context, "mail", withBreakers(context, "mail", mail)),
  };
}

/** A part that answers the check while calls are still kept back is not well yet. */
function withBreakers({ outside }: SlotKitContext, integration: string, health: PartHealth): PartHealth {
  const breakers = outside.breakers
    .reports()
    .filter((report) => report.integration === integration)
    .map(({ provider, credential, view }) => ({ provider, credential, view }));
  if (breakers.length === 0) return health;
  const keptBack = breakers.some(({ view }) => view.kind !== "closed");
  if (!keptBack || health.state !== "ok") return { ...health, breakers };
  const detail = "Calls failed too often and are kept back; they are tried again by themselves.";
  return { ...health, state: "degraded", detail: health.detail ?? detail, breakers };
}

/** A part that has had enough for now is not well, though nothing of it is broken. */
function withQuotas({ outside }: SlotKitContext, integration: string, health: PartHealth): PartHealth {
  const quotas = outside.quotas
    .reports()
    .filter((report) => report.integration === integration)
    .map(({ integration: _, ...quota }) => quota);
  if (quotas.length === 0) return health;
  const pausedForMs = Math.max(...quotas.map((quota) => quota.pausedForMs));
  if (pausedForMs === 0 || health.state !== "ok") return { ...health, quotas };
  const detail = `It takes no more requests for now. They go on by themselves in ${Math.ceil(pausedForMs / 1_000)} s.`;
  return { ...health, state: "degraded", detail: health.detail ?? detail, quotas };
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
    const health = await withDeadline((signal) => check({ signal }), {
      deadlineMs: checkDeadlineMs,
      clock,
      onLate: logLate(logger, `${name}:check`),
    });
    return { ...health, latencyMs: latencyMs() };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    logger.warn("A health check failed.", { part: name, detail });
    return { state: "down", latencyMs: latencyMs(), detail };
  }
}
