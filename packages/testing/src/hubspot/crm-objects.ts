import { applyProperties } from "./apply-properties.ts";
import { conflict, invalid, invalidProperties, notFound } from "./hubspot-refusal.ts";
import { type CrmRecord, createObjectStore, type ObjectStore, type ObjectStoreOptions } from "./object-store.ts";
import { createPropertyRegistry, type PropertyRegistry } from "./property-registry.ts";
import type { StandardProperties } from "./standard-properties.ts";

type Properties = Record<string, string>;

/** A write that has passed every check and only waits to be done. Preparing a batch first makes it all or nothing. */
export type PreparedWrite = () => CrmRecord;

/** The records of one object type behind the account's rules: known properties, valid values, unique ones unique. */
export interface CrmObjects {
  /** As paths spell it: `contacts`. */
  readonly type: string;
  readonly standard: StandardProperties;
  readonly registry: PropertyRegistry;
  readonly store: ObjectStore;
  /** An unarchived record by its id, or by the value of a unique property. */
  find(id: string, idProperty?: string): CrmRecord | undefined;
  /** @throws {HubSpotRefusal} 404 if there is none. */
  get(id: string, idProperty?: string): CrmRecord;
  /** @throws {HubSpotRefusal} 400 for refused values, 409 for an e-mail address that another contact has. */
  prepareCreate(properties: Properties): PreparedWrite;
  prepareUpdate(record: CrmRecord, changes: Properties): PreparedWrite;
}

/** Fills in and checks what only this object type asks for, once the values themselves are valid. */
export type TypeRule = (properties: Properties) => Properties;

export function createCrmObjects(
  type: string,
  standard: StandardProperties,
  rule: TypeRule,
  options: ObjectStoreOptions,
): CrmObjects {
  const registry = createPropertyRegistry(standard.properties, standard.groups);
  const store = createObjectStore(options);

  const find = (id: string, idProperty?: string) => {
    if (idProperty === undefined || idProperty === "hs_object_id") {
      const record = store.get(id);
      return record?.archivedAtMs === undefined ? record : undefined;
    }
    if (!registry.find(idProperty)?.hasUniqueValue) {
      throw invalid(`Unable to use ${idProperty} as idProperty: its values are not unique`);
    }
    return store.list({ archived: false }).find((record) => holds(record, idProperty, id));
  };
  const check = (own: CrmRecord | undefined, changes: Properties) => {
    const properties = rule(applyProperties(registry, own?.properties ?? {}, changes));
    const others = store.list({ archived: false }).filter((record) => record.id !== own?.id);
    refuseTakenEmails(properties, others);
    refuseTakenValues(properties, registry, others);
    return properties;
  };

  return {
    type,
    standard,
    registry,
    store,
    find,
    get(id, idProperty) {
      const record = find(id, idProperty);
      if (!record) throw notFound();
      return record;
    },
    prepareCreate(properties) {
      const checked = check(undefined, properties);
      return () => store.create(checked);
    },
    prepareUpdate(record, changes) {
      const checked = check(record, changes);
      return () => store.replace(record, checked);
    },
  };
}

/** Every address of a contact, the primary one first. */
export function emailsOf(properties: Readonly<Properties>): string[] {
  const { email, hs_additional_emails: more } = properties;
  return [...(email ? [email] : []), ...(more ? more.split(";") : [])];
}

/** A contact is found by its secondary addresses as by its primary one. */
function holds({ properties }: CrmRecord, idProperty: string, value: string): boolean {
  return idProperty === "email"
    ? emailsOf(properties).includes(value.trim().toLowerCase())
    : properties[idProperty] === value;
}

function refuseTakenEmails(properties: Properties, others: readonly CrmRecord[]): void {
  const emails = emailsOf(properties);
  const owner = others.find((other) => emailsOf(other.properties).some((email) => emails.includes(email)));
  if (owner) throw conflict(`Contact already exists. Existing ID: ${owner.id}`);
}

function refuseTakenValues(properties: Properties, registry: PropertyRegistry, others: readonly CrmRecord[]): void {
  const unique = registry.list().filter((property) => property.hasUniqueValue && property.name !== "email");
  const taken = unique.filter(
    ({ name }) => properties[name] !== undefined && others.some((other) => other.properties[name] === properties[name]),
  );
  if (taken.length === 0) return;
  throw invalidProperties(
    taken.map(({ name }) => ({
      name,
      code: "CONFLICTING_UNIQUE_VALUE",
      message: `${properties[name]} is the value of another record`,
    })),
  );
}
