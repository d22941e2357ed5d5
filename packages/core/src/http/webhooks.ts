import { z } from "zod";
import {
  type WebhookDelivery,
  type WebhookDisabledReason,
  type WebhookEventType,
  webhookEventTypes,
} from "../ports/webhooks.ts";
import { instantSchema, lineSchema, versionSchema } from "../validation/primitives.ts";

const eventTypeSchema = z.enum(webhookEventTypes, { error: `must be one of: ${webhookEventTypes.join(", ")}` });
const eventTypesSchema = z
  .array(eventTypeSchema)
  .min(1, { error: "must name an event; null stands for all" })
  .refine((types) => new Set(types).size === types.length, { error: "must not name an event twice" })
  .readonly()
  .nullable();
const urlSchema = z
  .string()
  .max(2_000, { error: "must have at most 2000 characters" })
  .refine((text) => /^https?:\/\/[^\s]+$/i.test(text), { error: "must be an https address" });
const descriptionSchema = lineSchema(200).nullable();

/** Body of `POST /webhooks`. */
export interface CreateWebhookBody {
  /** Where events are posted. */
  url: string;
  description?: string | null | undefined;
  /** What it wants to hear of; left out or null for everything, what will be added included. */
  eventTypes?: readonly WebhookEventType[] | null | undefined;
}

/** Schema of {@link CreateWebhookBody}. */
export const createWebhookBodySchema: z.ZodType<CreateWebhookBody> = z.strictObject({
  url: urlSchema,
  description: descriptionSchema.optional(),
  eventTypes: eventTypesSchema.optional(),
});

/** Body of `PATCH /webhooks/{id}`: what is left out stays. */
export interface UpdateWebhookBody {
  url?: string | undefined;
  description?: string | null | undefined;
  eventTypes?: readonly WebhookEventType[] | null | undefined;
  /** False: nothing is recorded for it, and what waits is kept. True also after it was disabled for failing. */
  enabled?: boolean | undefined;
  version?: number | undefined;
}

/** Schema of {@link UpdateWebhookBody}. */
export const updateWebhookBodySchema: z.ZodType<UpdateWebhookBody> = z.strictObject({
  url: urlSchema.optional(),
  description: descriptionSchema.optional(),
  eventTypes: eventTypesSchema.optional(),
  enabled: z.boolean({ error: "must be true or false" }).optional(),
  version: versionSchema.optional(),
});

/** Body of `POST /webhooks/{id}/rotate-secret`. */
export interface RotateWebhookSecretBody {
  /** How long the secret before signs too. 0 to 168; 24 when left out. */
  overlapHours?: number | undefined;
}

/** Schema of {@link RotateWebhookSecretBody}. */
export const rotateWebhookSecretBodySchema: z.ZodType<RotateWebhookSecretBody> = z.strictObject({
  overlapHours: z
    .number({ error: "must be a number of hours" })
    .min(0, { error: "must be at least 0" })
    .max(168, { error: "must be at most 168" })
    .optional(),
});

/** Body of `POST /webhooks/{id}/replay`: deliveries by their ids, or all that were given up since an instant. */
export type ReplayWebhooksBody = { ids: readonly string[] } | { failedSince: string };

/** Schema of {@link ReplayWebhooksBody}. */
export const replayWebhooksBodySchema: z.ZodType<ReplayWebhooksBody> = z.union(
  [
    z.strictObject({ ids: z.array(z.string().min(1).max(300)).min(1).max(200).readonly() }),
    z.strictObject({ failedSince: instantSchema }),
  ],
  { error: "must be { ids: [1 to 200 ids] } or { failedSince: instant }" },
);

/** Answer of a replay. */
export interface ReplayWebhooksAnswer {
  /** How many are on their way again. */
  replayed: number;
}

/** Schema of {@link ReplayWebhooksAnswer}. */
export const replayWebhooksAnswerSchema: z.ZodType<ReplayWebhooksAnswer> = z.object({ replayed: z.int() });

/** An endpoint as operators see it. */
export interface WebhookView {
  id: string;
  url: string;
  description: string | null;
  eventTypes: readonly WebhookEventType[] | null;
  enabled: boolean;
  disabledReason: WebhookDisabledReason | null;
  /** Failed attempts since the last success. */
  failures: number;
  failingSince: string | null;
  /** Until when the secret before signs too. */
  previousSecretUntil: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
  /** Only in the answer to its creation and to a rotation: it is not shown again. */
  secret?: string | undefined;
}

const time = z.string().nullable();

/** Schema of {@link WebhookView}. */
export const webhookViewSchema: z.ZodType<WebhookView> = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string().nullable(),
  eventTypes: z.array(z.enum(webhookEventTypes)).readonly().nullable(),
  enabled: z.boolean(),
  disabledReason: z.enum(["operator", "failing", "gone"]).nullable(),
  failures: z.int(),
  failingSince: time,
  previousSecretUntil: time,
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  secret: z.string().optional(),
});

/** Answer of `GET /webhooks`. */
export interface ListWebhooksAnswer {
  webhooks: readonly WebhookView[];
}

/** Schema of {@link ListWebhooksAnswer}. */
export const listWebhooksAnswerSchema: z.ZodType<ListWebhooksAnswer> = z.object({
  webhooks: z.array(webhookViewSchema).readonly(),
});

const states = ["pending", "delivered", "failed"] as const satisfies readonly WebhookDelivery["state"][];

/** Query of `GET /webhooks/{id}/deliveries`. */
export interface WebhookDeliveriesQuery {
  state?: WebhookDelivery["state"] | undefined;
  type?: WebhookEventType | undefined;
  /** Uid of a booking, session or reservation. */
  subject?: string | undefined;
  /** 1 to 200, as text; 50 when left out. */
  limit?: string | undefined;
  /** `nextCursor` of the previous page. */
  cursor?: string | undefined;
}

/** Schema of {@link WebhookDeliveriesQuery}. */
export const webhookDeliveriesQuerySchema: z.ZodType<WebhookDeliveriesQuery> = z.strictObject({
  state: z.enum(states, { error: `must be one of: ${states.join(", ")}` }).optional(),
  type: eventTypeSchema.optional(),
  subject: z.string().min(1).max(300).optional(),
  limit: z
    .string()
    .regex(/^(?:[1-9][0-9]?|1[0-9][0-9]|200)$/, { error: "must be a whole number from 1 to 200" })
    .optional(),
  cursor: z.string().max(400).optional(),
});

/** One event on its way to an endpoint, or what became of it. */
export interface WebhookDeliveryView {
  /** The `webhook-id` of every attempt. */
  id: string;
  type: WebhookEventType;
  subject: string;
  state: WebhookDelivery["state"];
  occurredAt: string;
  /** Failed attempts. */
  attempts: number;
  /** HTTP status of the last answer. */
  status: number | null;
  /** What went wrong the last time. */
  error: string | null;
  nextAttemptAt: string | null;
  settledAt: string | null;
  /** As it is sent. */
  body: string;
}

/** Answer of `GET /webhooks/{id}/deliveries`, the newest first. */
export interface WebhookDeliveriesAnswer {
  deliveries: readonly WebhookDeliveryView[];
  nextCursor: string | null;
}

/** Schema of {@link WebhookDeliveriesAnswer}. */
export const webhookDeliveriesAnswerSchema: z.ZodType<WebhookDeliveriesAnswer> = z.object({
  deliveries: z
    .array(
      z.object({
        id: z.string(),
        type: z.enum(webhookEventTypes),
        subject: z.string(),
        state: z.enum(states),
        occurredAt: z.string(),
        attempts: z.int(),
        status: z.int().nullable(),
        error: z.string().nullable(),
        nextAttemptAt: time,
        settledAt: time,
        body: z.string(),
      }),
    )
    .readonly(),
  nextCursor: z.string().nullable(),
});
