import type {
  CollectionResponseSimplePublicObjectWithAssociationsForwardPaging as ObjectList,
  SimplePublicObjectInput,
  SimplePublicObjectInputForCreate,
} from "@hubspot/api-client/lib/codegen/crm/contacts/models/all.js";
import { invalid } from "./hubspot-refusal.ts";
import { prepareAssociations } from "./prepare-associations.ts";
import type { Route, RouteRequest } from "./route.ts";
import type { Wire } from "./wire.ts";
import { pageOf, toReadObject, toWrittenObject, withAssociations } from "./wire-objects.ts";

const create: Route = {
  method: "POST",
  path: "/objects/{objectType}",
  accepts: "objects.SimplePublicObjectInputForCreate",
  handle({ params, body }, portal) {
    const input = body as Wire<SimplePublicObjectInputForCreate>;
    const objects = portal.objects(params.objectType ?? "");
    const write = objects.prepareCreate(input.properties);
    const associate = prepareAssociations(portal, objects, input.associations ?? []);
    const record = write();
    associate(record.id);
    return { status: 201, model: "objects.SimplePublicObject", body: toWrittenObject(objects, record) };
  },
};

const read: Route = {
  method: "GET",
  path: "/objects/{objectType}/{id}",
  handle({ params, query }, portal) {
    const objects = portal.objects(params.objectType ?? "");
    const record = objects.get(params.id ?? "", query.get("idProperty") ?? undefined);
    const answer = toReadObject(objects, record, listOf(query, "properties"));
    return {
      status: 200,
      model: "objects.SimplePublicObjectWithAssociations",
      body: withAssociations(portal, objects, record, answer, listOf(query, "associations")),
    };
  },
};

const list: Route = {
  method: "GET",
  path: "/objects/{objectType}",
  handle({ params, query }, portal) {
    const objects = portal.objects(params.objectType ?? "");
    const all = objects.store.list({ archived: query.get("archived") === "true" });
    const { page, next } = pageOf(all, query.get("after") ?? undefined, limitOf(query));
    const body: Wire<ObjectList> = {
      results: page.map((record) => {
        const answer = toReadObject(objects, record, listOf(query, "properties"));
        return withAssociations(portal, objects, record, answer, listOf(query, "associations"));
      }),
      ...(next ? { paging: next } : {}),
    };
    return { status: 200, model: "objects.CollectionResponseSimplePublicObjectWithAssociationsForwardPaging", body };
  },
};

const update: Route = {
  method: "PATCH",
  path: "/objects/{objectType}/{id}",
  accepts: "objects.SimplePublicObjectInput",
  handle({ params, query, body }, portal) {
    const { properties } = body as Wire<SimplePublicObjectInput>;
    const objects = portal.objects(params.objectType ?? "");
    const record = objects.get(params.id ?? "", query.get("idProperty") ?? undefined);
    const written = objects.prepareUpdate(record, properties)();
    return { status: 200, model: "objects.SimplePublicObject", body: toWrittenObject(objects, written) };
  },
};

const archive: Route = {
  method: "DELETE",
  path: "/objects/{objectType}/{id}",
  handle({ params }, portal) {
    const objects = portal.objects(params.objectType ?? "");
    objects.store.archive(objects.get(params.id ?? ""));
    return { status: 204 };
  },
};

export const objectRoutes: readonly Route[] = [create, read, list, update, archive];

/** A list in the query may be repeated, joined by commas, or both. */
function listOf(query: RouteRequest["query"], name: string): string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(","))
    .filter((value) => value !== "");
}

function limitOf(query: RouteRequest["query"]): number {
  const limit = Number(query.get("limit") ?? "10");
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw invalid(`limit: expected 1 to 100, got ${limit}`);
  return limit;
}
