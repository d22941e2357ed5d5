import type { EventTypeView } from "@slotkit/core/http";
import type { Caller, CallOptions } from "./caller.ts";

/** Calls about what can be booked. */
export interface EventTypeCalls {
  getEventType(slug: string, options?: CallOptions): Promise<EventTypeView>;
}

export function eventTypeCalls({ ask }: Caller): EventTypeCalls {
  return {
    getEventType: (slug, options) =>
      ask<EventTypeView>(["slug", "title"], { path: `/event-types/${encodeURIComponent(slug)}`, ...options }),
  };
}
