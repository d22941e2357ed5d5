import type { ChangeSyncQueueAnswer, ChangeSyncQueueBody, SyncQueueAnswer, SyncQueueQuery } from "@slotkit/core/http";
import type { Caller, CallOptions } from "./caller.ts";

/** Calls about what has not reached the outside. */
export interface SyncCalls {
  list(query?: SyncQueueQuery, options?: CallOptions): Promise<SyncQueueAnswer>;
  /** Tries entries again at once. */
  retry(body: ChangeSyncQueueBody, options?: CallOptions): Promise<ChangeSyncQueueAnswer>;
  /** Lets entries be until their booking changes. */
  ignore(body: ChangeSyncQueueBody, options?: CallOptions): Promise<ChangeSyncQueueAnswer>;
}

export function syncCalls({ ask }: Caller): SyncCalls {
  const change = (action: string, body: ChangeSyncQueueBody, options?: CallOptions) =>
    ask<ChangeSyncQueueAnswer>(["changed"], { path: `/sync/${action}`, body, ...options });
  return {
    list: (query, options) => ask<SyncQueueAnswer>(["entries"], { path: "/sync", ...options, ...(query && { query }) }),
    retry: (body, options) => change("retry", body, options),
    ignore: (body, options) => change("ignore", body, options),
  };
}
