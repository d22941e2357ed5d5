import { z } from "zod";
import type { Integration } from "../outbox/effect.ts";
import type { FailureKind } from "../ports/integration-error.ts";
import type { SyncQueueState } from "../ports/sync-queue.ts";

const states = ["manual", "waiting", "ignored"] as const satisfies readonly SyncQueueState[];
const integrations = ["calendar", "crm", "mail"] as const satisfies readonly Integration[];
const causes = [
  "transient",
  "throttled",
  "exhausted",
  "auth",
  "stale",
  "permanent",
  "unknown_outcome",
] as const satisfies readonly FailureKind[];

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `must be one of: ${words.join(", ")}` });

/** Query of `GET /sync`. */
export interface SyncQueueQuery {
  /** Left out: `manual` and `waiting`. */
  state?: SyncQueueState | undefined;
  integration?: Integration | undefined;
  /** Kind of the last failure. */
  cause?: FailureKind | undefined;
  /** 1 to 200, as text; 50 when left out. */
  limit?: string | undefined;
  /** `nextCursor` of the previous page. */
  cursor?: string | undefined;
}

/** Schema of {@link SyncQueueQuery}. */
export const syncQueueQuerySchema: z.ZodType<SyncQueueQuery> = z.strictObject({
  state: oneOf(states).optional(),
  integration: oneOf(integrations).optional(),
  cause: oneOf(causes).optional(),
  limit: z
    .string()
    .regex(/^(?:[1-9][0-9]?|1[0-9][0-9]|200)$/, { error: "must be a whole number from 1 to 200" })
    .optional(),
  cursor: z.string().max(300).optional(),
});

/** One effect that has not reached the outside. */
export interface SyncQueueEntryView {
  id: string;
  /** The booking, or the session whose seats share one event. */
  subject: { kind: "booking" | "session"; uid: string };
  integration: Integration;
  /** Of mail: `attendee` or `host:<id>`; null otherwise. */
  recipient: string | null;
  state: SyncQueueState;
  cause: FailureKind;
  /** What the outside refused. */
  message: string;
  /** What a person can do. */
  remedy: string;
  attempts: number;
  /** RFC 3339: when it was first wanted. */
  since: string;
  failedAt: string;
  /** When it is tried next; null where nobody will. */
  nextAttemptAt: string | null;
}

/** Answer of `GET /sync`; what was wanted first at the head. */
export interface SyncQueueAnswer {
  entries: readonly SyncQueueEntryView[];
  nextCursor: string | null;
}

/** Schema of {@link SyncQueueAnswer}. */
export const syncQueueAnswerSchema: z.ZodType<SyncQueueAnswer> = z.object({
  entries: z
    .array(
      z.object({
        id: z.string(),
        subject: z.object({ kind: z.enum(["booking", "session"]), uid: z.string() }),
        integration: z.enum(integrations),
        recipient: z.string().nullable(),
        state: z.enum(states),
        cause: z.enum(causes),
        message: z.string(),
        remedy: z.string(),
        attempts: z.int(),
        since: z.string(),
        failedAt: z.string(),
        nextAttemptAt: z.string().nullable(),
      }),
    )
    .readonly(),
  nextCursor: z.string().nullable(),
});

/** Which entries a selection meets: those with all of these; `{}` meets everything `manual` or `waiting`. */
export interface SyncQueueMatching {
  states?: readonly SyncQueueState[] | undefined;
  integration?: Integration | undefined;
  cause?: FailureKind | undefined;
}

/** Body of `POST /sync/retry` and `/sync/ignore`: entries by their ids, or all that a selection meets. */
export type ChangeSyncQueueBody = { ids: readonly string[] } | { matching: SyncQueueMatching };

/** Schema of {@link ChangeSyncQueueBody}. */
export const changeSyncQueueBodySchema: z.ZodType<ChangeSyncQueueBody> = z.union(
  [
    z.strictObject({ ids: z.array(z.string().min(1).max(300)).min(1).max(200).readonly() }),
    z.strictObject({
      matching: z.strictObject({
        states: z.array(oneOf(states)).min(1).max(3).readonly().optional(),
        integration: oneOf(integrations).optional(),
        cause: oneOf(causes).optional(),
      }),
    }),
  ],
  { error: "must be { ids: [1 to 200 ids] }, or { matching: { states, integration, cause } }" },
);

/** Answer of `POST /sync/retry` and `/sync/ignore`. */
export interface ChangeSyncQueueAnswer {
  /** How many entries there were. */
  changed: number;
}

/** Schema of {@link ChangeSyncQueueAnswer}. */
export const changeSyncQueueAnswerSchema: z.ZodType<ChangeSyncQueueAnswer> = z.object({ changed: z.int() });
