import type {
  EntryView,
  EventTypeOptions,
  HostOptions,
  ListEntriesAnswer,
  ListEntriesQuery,
  PatchEntryBody,
  ReplaceEntryBody,
  ScheduleOptions,
} from "@slotkit/core/http";
import type { Caller, CallOptions } from "./caller.ts";

/** Calls about the schedules, hosts or event types of a catalog. */
export interface EntryCalls<Options> {
  list(query?: ListEntriesQuery, options?: CallOptions): Promise<ListEntriesAnswer<Options>>;
  get(id: string, options?: CallOptions): Promise<EntryView<Options>>;
  create(body: Options, options?: CallOptions): Promise<EntryView<Options>>;
  replace(id: string, body: ReplaceEntryBody<Options>, options?: CallOptions): Promise<EntryView<Options>>;
  update(id: string, body: PatchEntryBody<Options>, options?: CallOptions): Promise<EntryView<Options>>;
  /** @param options.version - Refuses the deletion when the entry has changed since. */
  remove(id: string, options?: CallOptions & { version?: number | undefined }): Promise<void>;
}

/** Calls about the catalog as it is configured, for operators. */
export interface CatalogCalls {
  readonly schedules: EntryCalls<ScheduleOptions>;
  readonly hosts: EntryCalls<HostOptions>;
  readonly eventTypes: EntryCalls<EventTypeOptions>;
}

export function catalogCalls(caller: Caller): CatalogCalls {
  return {
    schedules: entryCalls(caller, "/schedules", ""),
    hosts: entryCalls(caller, "/hosts", ""),
    eventTypes: entryCalls(caller, "/event-types", "/configuration"),
  };
}

function entryCalls<Options extends object>(
  { ask, tell }: Caller,
  path: string,
  readSuffix: string,
): EntryCalls<Options> {
  const pathOf = (id: string) => `${path}/${encodeURIComponent(id)}`;
  const askEntry = (call: Parameters<Caller["ask"]>[1]) => ask<EntryView<Options>>(["version"], call);
  return {
    list: (query, options) =>
      ask<ListEntriesAnswer<Options>>(["entries"], { path, ...options, ...(query && { query }) }),
    get: (id, options) => askEntry({ path: pathOf(id) + readSuffix, ...options }),
    create: (body, options) => askEntry({ path, body, ...options }),
    replace: (id, body, options) => askEntry({ path: pathOf(id), method: "PUT", body, ...options }),
    update: (id, body, options) => askEntry({ path: pathOf(id), method: "PATCH", body, ...options }),
    remove: (id, { version, signal } = {}) => tell({ path: pathOf(id), method: "DELETE", query: { version }, signal }),
  };
}
