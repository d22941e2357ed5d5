import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import type { EventType } from "../ports/catalog.ts";
import { type CatalogEditor, createCatalogEditor } from "./catalog-editor.ts";
import { requireEventType } from "./require-event-type.ts";

/** What a SlotKit tells of its catalog. */
export interface CatalogOperations {
  /**
   * What is offered under a slug.
   *
   * @param scope.evenInactive - Also when it is offered to nobody new, for those who move a booking. Default: false.
   * @throws {BookingError} `not_found`.
   */
  getEventType(slug: string, scope?: ClientScope & { evenInactive?: boolean | undefined }): Promise<EventType>;
  /** What is offered. */
  listEventTypes(scope?: ClientScope): Promise<readonly EventType[]>;
  /** The catalog as it is configured. */
  readonly catalog: CatalogEditor;
}

export function catalogOperations(context: SlotKitContext): CatalogOperations {
  return {
    getEventType: (slug, { clientId = defaultClientId, evenInactive } = {}) =>
      requireEventType(context, clientId, slug, { evenInactive }),
    listEventTypes: async ({ clientId = defaultClientId } = {}) =>
      (await context.catalog.listEventTypes(clientId)).filter(({ active }) => active),
    catalog: createCatalogEditor(context),
  };
}
