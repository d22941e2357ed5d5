import type { Filter, PublicObjectSearchRequest } from "@hubspot/api-client/lib/codegen/crm/contacts/models/all.js";
import type { CrmObjects } from "./crm-objects.ts";
import { invalid } from "./hubspot-refusal.ts";
import type { CrmRecord } from "./object-store.ts";
import type { Wire } from "./wire.ts";
import { visibleProperties } from "./wire-objects.ts";

type SearchRequest = Wire<PublicObjectSearchRequest>;
type SearchFilter = Wire<Filter>;

const maxGroups = 5;
const maxFiltersPerGroup = 6;

/**
 * The records that a search finds among `indexed`: those that every filter of at least one group accepts, sorted by the
 * first of `sorts` (by creation if there is none).
 *
 * @throws {HubSpotRefusal} 400 for too many groups or filters, or a property that does not exist.
 */
export function searchObjects(objects: CrmObjects, indexed: readonly CrmRecord[], search: SearchRequest): CrmRecord[] {
  const groups = search.filterGroups ?? [];
  if (groups.length > maxGroups) throw invalid(`filterGroups: at most ${maxGroups}, got ${groups.length}`);
  for (const { filters } of groups) {
    if (filters.length > maxFiltersPerGroup)
      throw invalid(`filters: at most ${maxFiltersPerGroup}, got ${filters.length}`);
    for (const filter of filters) refuseUnknown(objects, filter.propertyName);
  }
  const found = indexed.filter((record) => {
    const properties = visibleProperties(objects, record);
    if (search.query !== undefined && !contains(Object.values(properties).join(" "), search.query)) return false;
    return groups.length === 0 || groups.some(({ filters }) => filters.every((filter) => accepts(filter, properties)));
  });
  return sort(objects, found, search.sorts?.[0]);
}

function accepts(filter: SearchFilter, properties: Readonly<Record<string, string>>): boolean {
  const actual = properties[filter.propertyName];
  const { operator, value = "", highValue = "", values = [] } = filter;
  if (operator === "HAS_PROPERTY") return actual !== undefined;
  if (operator === "NOT_HAS_PROPERTY") return actual === undefined;
  // A record without the property is different from every value.
  if (actual === undefined) return operator === "NEQ" || operator === "NOT_IN" || operator === "NOT_CONTAINS_TOKEN";
  switch (operator) {
    case "EQ":
      return compare(actual, value) === 0;
    case "NEQ":
      return compare(actual, value) !== 0;
    case "LT":
      return compare(actual, value) < 0;
    case "LTE":
      return compare(actual, value) <= 0;
    case "GT":
      return compare(actual, value) > 0;
    case "GTE":
      return compare(actual, value) >= 0;
    case "BETWEEN":
      return compare(actual, value) >= 0 && compare(actual, highValue) <= 0;
    case "IN":
      return values.some((one) => compare(actual, one) === 0);
    case "NOT_IN":
      return values.every((one) => compare(actual, one) !== 0);
    case "CONTAINS_TOKEN":
      return contains(actual, value);
    case "NOT_CONTAINS_TOKEN":
      return !contains(actual, value);
    default:
      throw new Error(`unknown operator ${operator satisfies never}`);
  }
}

/** By number or instant where both sides are one, by text without case otherwise. */
function compare(left: string, right: string): number {
  const [one, other] = [toNumber(left), toNumber(right)];
  if (!Number.isNaN(one) && !Number.isNaN(other)) return one - other;
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

function toNumber(value: string): number {
  return /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : value.trim() === "" ? Number.NaN : Number(value);
}

/** Every word of `wanted` is a word of `text`; `*` in it stands for any part of a word. */
function contains(text: string, wanted: string): boolean {
  const words = text.toLowerCase().split(/[\s@.;,]+/);
  const patterns = wanted
    .toLowerCase()
    .split(/[\s@.;,]+/)
    .filter(Boolean);
  return patterns.every((pattern) => {
    const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const expression = new RegExp(`^${parts.join(".*")}$`);
    return words.some((word) => expression.test(word));
  });
}

/** A name sorts upwards, a name after a minus sign downwards. */
function sort(objects: CrmObjects, records: CrmRecord[], by: string | undefined): CrmRecord[] {
  if (by === undefined) return records;
  const name = by.replace(/^-/, "");
  refuseUnknown(objects, name);
  const direction = by.startsWith("-") ? -1 : 1;
  const valueIn = (record: CrmRecord) => visibleProperties(objects, record)[name] ?? "";
  return records.toSorted((left, right) => direction * compare(valueIn(left), valueIn(right)));
}

function refuseUnknown(objects: CrmObjects, name: string): void {
  if (!objects.registry.find(name))
    throw invalid(`There was a problem with the request: property ${name} does not exist`);
}
