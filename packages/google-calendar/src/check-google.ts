import { type CallOptions, type Clock, type IntegrationHealth, isIntegrationError } from "@slotkit/core";
import { z } from "zod";
import type { GoogleApi } from "./google-api.ts";

const answer = z.object({ kind: z.literal("calendar#calendarList") });

/** Asks Google for the least it can tell: that the credential is good, the scopes are granted and the API is switched on. */
export async function checkGoogle(api: GoogleApi, clock: Clock, options: CallOptions): Promise<IntegrationHealth> {
  const startedMs = clock.monotonicMs();
  const health = (state: IntegrationHealth["state"], detail: string | null): IntegrationHealth => ({
    state,
    latencyMs: Math.round(clock.monotonicMs() - startedMs),
    detail,
  });
  try {
    await api.call(
      {
        effect: "read",
        send: (calendar, vendor) => calendar.calendarList.list({ maxResults: 1, fields: "kind" }, vendor),
        answer,
      },
      options,
    );
    return health("ok", null);
  } catch (error) {
    if (!isIntegrationError(error)) return health("down", "The check itself failed; report this as a defect.");
    const busy = error.kind === "throttled" || error.kind === "exhausted";
    return health(busy ? "degraded" : "down", `${error.message} ${error.remedy}`);
  }
}
