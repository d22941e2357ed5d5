import { formatInstantUtc, type PartBreaker, type PartHealth, type SlotKit } from "@slotkit/core";
import {
  type HealthAnswer,
  type HealthBreaker,
  type HealthPart,
  type HealthSyncQueue,
  healthAnswerSchema,
  healthPartSchema,
} from "@slotkit/core/http";
import { json, type Route, route } from "../route.ts";

export const healthRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/health",
    access: "anyone",
    summary: "State of every part; 503 when bookings cannot be taken",
    answer: { status: 200, schema: healthAnswerSchema, alsoStatus: 503 },
    async handle({ slotkit, clientId, operator, headers }) {
      const health = await slotkit.health();
      const detailed = (await operator()) !== null;
      const parts = {
        storage: viewPart(health.storage, detailed),
        calendar: viewPart(health.calendar, detailed),
        crm: viewPart(health.crm, detailed),
        mail: viewPart(health.mail, detailed),
      };
      const unwell = Object.values(parts).some(({ state }) => state === "down" || state === "degraded");
      const state = parts.storage.state === "down" ? "down" : unwell ? "degraded" : "ok";
      const answer: HealthAnswer = {
        state,
        parts,
        ...(detailed && state !== "down" ? { syncQueue: await viewSyncQueue(slotkit, clientId) } : {}),
      };
      return json(answer, headers, state === "down" ? 503 : 200);
    },
  }),
  partRoute("calendar", "State of the outside calendar"),
  partRoute("crm", "State of the CRM"),
];

function partRoute(part: "calendar" | "crm", summary: string): Route {
  return route({
    method: "GET",
    path: `/health/${part}`,
    access: "anyone",
    summary: `${summary}; 503 when it is down`,
    answer: { status: 200, schema: healthPartSchema, alsoStatus: 503 },
    async handle({ slotkit, operator, headers }) {
      const health = (await slotkit.health())[part];
      return json(viewPart(health, (await operator()) !== null), headers, health.state === "down" ? 503 : 200);
    },
  });
}

async function viewSyncQueue(slotkit: SlotKit, clientId: string): Promise<HealthSyncQueue> {
  const { manual, waiting, oldestWantedAt } = await slotkit.summarizeSyncQueue({ clientId });
  if (oldestWantedAt === null) return { manual, waiting, oldestSince: null, oldestAgeSeconds: null };
  const ageMs = Math.max(0, slotkit.clock.now() - oldestWantedAt);
  const oldestAgeSeconds = Math.floor(ageMs / 1000);
  return { manual, waiting, oldestSince: formatInstantUtc(oldestWantedAt), oldestAgeSeconds };
}

function viewPart({ state, latencyMs, detail, breakers, quotas }: PartHealth, detailed: boolean): HealthPart {
  if (!detailed) return { state, latencyMs };
  return {
    state,
    latencyMs,
    detail,
    ...(breakers ? { breakers: breakers.map(viewBreaker) } : {}),
    ...(quotas ? { quotas } : {}),
  };
}

function viewBreaker({ provider, credential, view }: PartBreaker): HealthBreaker {
  const retryAt = view.kind === "open" ? formatInstantUtc(view.retryAt) : null;
  return { provider, credential, state: view.kind, retryAt };
}
