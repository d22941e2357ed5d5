import type { HealthAnswer } from "@slotkit/core/http";
import type { Caller, CallOptions } from "./caller.ts";

/** Calls about the API itself. */
export interface HealthCalls {
  /** Answers also when the state is `down`. */
  health(options?: CallOptions): Promise<HealthAnswer>;
}

export function healthCalls({ ask }: Caller): HealthCalls {
  return {
    health: (options) => ask<HealthAnswer>(["state", "parts"], { path: "/health", ...options }),
  };
}
