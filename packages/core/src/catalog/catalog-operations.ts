import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import type { EventType } from "../ports/catalog.ts";
import { requireEventType } from "./require-event-type.ts";

/** What a SlotKit tells of its catalog. */
export interface CatalogOperations {
  /** @throws {BookingError} `not_found`. */
  getEventType(slug: string, scope?: ClientScope): Promise<EventType>;
  listEventTypes(scope?: ClientScope): Promise<readonly EventType[]>;
}

export function catalogOperations(context: SlotKitContext): CatalogOperations {
  return {
    getEventType: (slug, { clientId = defaultClientId } = {}) => requireEventType(context, clientId, slug),
    listEventTypes: ({ clientId = defaultClientId } = {}) => context.catalog.listEventTypes(clientId),
  };
}
