import type {
  PublicObjectSearchRequest,
  CollectionResponseWithTotalSimplePublicObjectForwardPaging as SearchAnswer,
} from "@hubspot/api-client/lib/codegen/crm/contacts/models/all.js";
import { invalid } from "./hubspot-refusal.ts";
import type { Route } from "./route.ts";
import { searchObjects } from "./search-objects.ts";
import type { Wire } from "./wire.ts";
import { pageOf, toReadObject } from "./wire-objects.ts";

const maxPerPage = 200;
const maxPerQuery = 10_000;

/** Search reads an index that is `searchLagMs` behind and never holds archived records. */
export const searchRoute: Route = {
  method: "POST",
  path: "/objects/{objectType}/search",
  accepts: "objects.PublicObjectSearchRequest",
  handle({ params, body }, portal) {
    const search = body as Wire<PublicObjectSearchRequest>;
    const { limit = 10, after, properties = [] } = search;
    if (limit < 1 || limit > maxPerPage) throw invalid(`limit: expected 1 to ${maxPerPage}, got ${limit}`);
    if (Number(after ?? "0") + limit > maxPerQuery) throw invalid(`after: at most ${maxPerQuery} results per query`);
    const objects = portal.objects(params.objectType ?? "");
    const found = searchObjects(objects, objects.store.asOf(portal.now() - portal.searchLagMs), search);
    const { page, next } = pageOf(found, after, limit);
    const answer: Wire<SearchAnswer> = {
      total: found.length,
      results: page.map((record) => toReadObject(objects, record, properties)),
      ...(next ? { paging: next } : {}),
    };
    return { status: 200, model: "objects.CollectionResponseWithTotalSimplePublicObjectForwardPaging", body: answer };
  },
};
