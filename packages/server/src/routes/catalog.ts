import {
  type CatalogCollection,
  type CatalogEntry,
  type CatalogKind,
  formatInstantUtc,
  type SlotKit,
} from "@slotkit/core";
import {
  deleteEntryQuerySchema,
  type EntrySchemas,
  type EntryView,
  eventTypeEntrySchemas,
  hostEntrySchemas,
  listEntriesQuerySchema,
  scheduleEntrySchemas,
} from "@slotkit/core/http";
import { json, noContent, type Route, route } from "../route.ts";

/** Where the entries of one kind stand, and by what they are reached. */
interface Collection<Kind extends CatalogKind> {
  path: string;
  /** What the public sees of an event type stands at its own address, so what operators see needs another. */
  readPath: string;
  word: string;
  schemas: EntrySchemas<CatalogEntry<Kind>["options"]>;
  of(slotkit: SlotKit): CatalogCollection<Kind>;
}

export const catalogRoutes: readonly Route[] = [
  ...collectionRoutes<"schedule">({
    path: "/schedules",
    readPath: "/schedules/{id}",
    word: "schedule",
    schemas: scheduleEntrySchemas,
    of: ({ catalog }) => catalog.schedules,
  }),
  ...collectionRoutes<"host">({
    path: "/hosts",
    readPath: "/hosts/{id}",
    word: "host",
    schemas: hostEntrySchemas,
    of: ({ catalog }) => catalog.hosts,
  }),
  ...collectionRoutes<"eventType">({
    path: "/event-types",
    readPath: "/event-types/{slug}/configuration",
    word: "event type",
    schemas: eventTypeEntrySchemas,
    of: ({ catalog }) => catalog.eventTypes,
  }),
];

function collectionRoutes<Kind extends CatalogKind>({ path, readPath, word, schemas, of }: Collection<Kind>): Route[] {
  const entryPath = path === "/event-types" ? `${path}/{slug}` : `${path}/{id}`;
  const idOf = (params: Readonly<Record<string, string>>) => params.id ?? params.slug ?? "";
  return [
    route({
      method: "GET",
      path,
      access: "operator",
      summary: `List ${word}s as configured`,
      query: listEntriesQuerySchema,
      answer: { status: 200, schema: schemas.list },
      async handle({ slotkit, clientId, query, headers }) {
        const limit = Number(query.limit ?? 50);
        const found = await of(slotkit).list({ clientId, limit, after: query.cursor });
        const nextCursor = found.length === limit ? (found.at(-1)?.id ?? null) : null;
        return json({ entries: found.map(viewEntry), nextCursor }, headers);
      },
    }),
    route({
      method: "POST",
      path,
      access: "operator",
      summary: `Add a ${word}`.replace("a event", "an event"),
      body: schemas.create,
      answer: { status: 201, schema: schemas.view },
      async handle({ slotkit, clientId, body, headers }) {
        const entry = await of(slotkit).create(body, { clientId });
        headers.set("Location", `${path.slice(1)}/${encodeURIComponent(entry.id)}`);
        return json(viewEntry(entry), headers, 201);
      },
    }),
    route({
      method: "GET",
      path: readPath,
      access: "operator",
      summary: `Read the ${word} as configured`,
      answer: { status: 200, schema: schemas.view },
      async handle({ slotkit, clientId, params, headers }) {
        return json(viewEntry(await of(slotkit).get(idOf(params), { clientId })), headers);
      },
    }),
    route({
      method: "PUT",
      path: entryPath,
      access: "operator",
      summary: `Replace all options of the ${word}`,
      body: schemas.replace,
      answer: { status: 200, schema: schemas.view },
      async handle({ slotkit, clientId, params, body, headers }) {
        const { version, ...options } = body;
        // Without its version the body is the options: the two schemas are made of one shape.
        const replaced = await of(slotkit).replace(idOf(params), options as unknown as typeof body, {
          clientId,
          version,
        });
        return json(viewEntry(replaced), headers);
      },
    }),
    route({
      method: "PATCH",
      path: entryPath,
      access: "operator",
      summary: `Change some options of the ${word}; null takes one away`,
      body: schemas.patch,
      answer: { status: 200, schema: schemas.view },
      async handle({ slotkit, clientId, params, body, headers }) {
        const { version, ...changes } = body;
        const changed = await of(slotkit).update(idOf(params), changes as unknown as typeof body, {
          clientId,
          version,
        });
        return json(viewEntry(changed), headers);
      },
    }),
    route({
      method: "DELETE",
      path: entryPath,
      access: "operator",
      summary: `Delete the ${word}; refused while something needs it`,
      query: deleteEntryQuerySchema,
      answer: { status: 204 },
      async handle({ slotkit, clientId, params, query, headers }) {
        const version = query.version === undefined ? undefined : Number(query.version);
        await of(slotkit).remove(idOf(params), { clientId, version });
        return noContent(headers);
      },
    }),
  ];
}

function viewEntry<Kind extends CatalogKind>(entry: CatalogEntry<Kind>): EntryView<CatalogEntry<Kind>["options"]> {
  const { options, version, createdAt, updatedAt } = entry;
  const instant = (at: number | null) => (at === null ? null : formatInstantUtc(at));
  return { ...options, version, createdAt: instant(createdAt), updatedAt: instant(updatedAt) };
}
