import { z } from "zod";

/** State of one part; `off` when the host application runs without it. */
export interface HealthPart {
  state: "ok" | "degraded" | "down" | "off";
  latencyMs: number | null;
  /** What is wrong and the remedy; only operators are told. */
  detail?: string | null | undefined;
  /** Which calls are kept back because they failed too often; only operators are told. */
  breakers?: readonly HealthBreaker[] | undefined;
  /** How much calls wait for the limits of the other side; only operators are told. */
  quotas?: readonly HealthQuota[] | undefined;
}

/** A limit of one provider, or of one of its credentials, as the answering process sees it. */
export interface HealthQuota {
  provider: string;
  /** Name of the credential; null for the whole provider. */
  credential: string | null;
  /** `requests` in a time, or `calls` at once. */
  of: "requests" | "calls";
  /** Null where none is configured; then only refusals of the other side keep calls back. */
  limit: number | null;
  /** How many wait for their turn. */
  queued: number;
  /** How long nobody is let out because the other side asked for it. */
  pausedForMs: number;
}

/** A breaker of one provider, or of one of its credentials. */
export interface HealthBreaker {
  provider: string;
  /** Name of the credential; null for the whole provider. */
  credential: string | null;
  state: "closed" | "open" | "halfOpen";
  /** While open: when calls are tried again. */
  retryAt: string | null;
}

/** How much has failed to reach the outside so far. */
export interface HealthSyncQueue {
  /** Waits for a person. */
  manual: number;
  /** Is tried again by itself. */
  waiting: number;
  /** RFC 3339: since when the oldest of them stands; null when there is none. */
  oldestSince: string | null;
  oldestAgeSeconds: number | null;
}

/** Answer of `GET /health`. `down` when bookings cannot be taken, `degraded` when something outside is not well. */
export interface HealthAnswer {
  state: "ok" | "degraded" | "down";
  parts: Readonly<Record<"storage" | "calendar" | "crm" | "mail", HealthPart>>;
  /** Only operators are told; left out too while the storage does not answer. */
  syncQueue?: HealthSyncQueue | undefined;
}

const healthBreakerSchema: z.ZodType<HealthBreaker> = z.object({
  provider: z.string(),
  credential: z.string().nullable(),
  state: z.enum(["closed", "open", "halfOpen"]),
  retryAt: z.string().nullable(),
});

const healthQuotaSchema: z.ZodType<HealthQuota> = z.object({
  provider: z.string(),
  credential: z.string().nullable(),
  of: z.enum(["requests", "calls"]),
  limit: z.number().nullable(),
  queued: z.int(),
  pausedForMs: z.int(),
});

/** Schema of {@link HealthPart}: the answer of `GET /health/calendar` and `/health/crm`. */
export const healthPartSchema: z.ZodType<HealthPart> = z.object({
  state: z.enum(["ok", "degraded", "down", "off"]),
  latencyMs: z.number().nullable(),
  detail: z.string().nullable().optional(),
  breakers: z.array(healthBreakerSchema).optional(),
  quotas: z.array(healthQuotaSchema).optional(),
});

/** Schema of {@link HealthAnswer}. */
export const healthAnswerSchema: z.ZodType<HealthAnswer> = z.object({
  state: z.enum(["ok", "degraded", "down"]),
  parts: z.object({
    storage: healthPartSchema,
    calendar: healthPartSchema,
    crm: healthPartSchema,
    mail: healthPartSchema,
  }),
  syncQueue: z
    .object({
      manual: z.int(),
      waiting: z.int(),
      oldestSince: z.string().nullable(),
      oldestAgeSeconds: z.int().nullable(),
    })
    .optional(),
});
