import { HubSpotRefusal, invalid, notFound } from "./hubspot-refusal.ts";

export type PropertyType = "string" | "number" | "date" | "datetime" | "enumeration" | "bool";

export interface PropertyOption {
  label: string;
  value: string;
  hidden: boolean;
  description?: string;
  displayOrder?: number;
}

/** A property as the account knows it. */
export interface PropertyDefinition {
  name: string;
  label: string;
  type: PropertyType;
  /** How forms show it: `text`, `select`, `date` … */
  fieldType: string;
  groupName: string;
  description: string;
  options: PropertyOption[];
  hasUniqueValue: boolean;
  /** Set by HubSpot itself; a write of it is refused. */
  readOnly: boolean;
  hubspotDefined: boolean;
  formField?: boolean;
  hidden?: boolean;
  displayOrder?: number;
}

export interface PropertyGroupDefinition {
  name: string;
  label: string;
  displayOrder: number;
}

/** The properties and property groups of one object type. */
export interface PropertyRegistry {
  find(name: string): PropertyDefinition | undefined;
  /** @throws {HubSpotRefusal} 404 for a property that is unknown or archived. */
  get(name: string): PropertyDefinition;
  list(): PropertyDefinition[];
  /** @throws {HubSpotRefusal} for a bad name, an unknown group, a `type` that does not go with `fieldType`, missing options (400), a taken name (409). */
  create(definition: PropertyDefinition): PropertyDefinition;
  update(name: string, changes: Partial<PropertyDefinition>): PropertyDefinition;
  archive(name: string): void;
  groups(): PropertyGroupDefinition[];
  getGroup(name: string): PropertyGroupDefinition;
  createGroup(group: PropertyGroupDefinition): PropertyGroupDefinition;
}

/** https://developers.hubspot.com/docs/api-reference/latest/crm/properties/guide, "Property type and fieldType values" */
const fieldTypes: Record<PropertyType, readonly string[]> = {
  string: ["text", "textarea", "file"],
  number: ["number", "calculation_equation"],
  date: ["date"],
  datetime: ["date"],
  enumeration: ["select", "radio", "checkbox", "booleancheckbox"],
  bool: ["booleancheckbox"],
};

const maxUniqueProperties = 10;

export function createPropertyRegistry(
  standard: readonly PropertyDefinition[],
  standardGroups: readonly PropertyGroupDefinition[],
): PropertyRegistry {
  const properties = new Map(standard.map((property) => [property.name, property]));
  const groups = new Map(standardGroups.map((group) => [group.name, group]));

  const get = (name: string) => {
    const property = properties.get(name);
    if (!property) throw notFound(`Property ${name} does not exist`);
    return property;
  };
  const store = (property: PropertyDefinition) => {
    if (!groups.has(property.groupName)) throw invalid(`Property group ${property.groupName} does not exist`);
    refuseBadShape(property);
    properties.set(property.name, property);
    return property;
  };

  return {
    find: (name) => properties.get(name),
    get,
    list: () => [...properties.values()],
    create(property) {
      if (properties.has(property.name)) throw alreadyExists(`A property named '${property.name}' already exists.`);
      const unique = [...properties.values()].filter((other) => other.hasUniqueValue && !other.hubspotDefined);
      if (property.hasUniqueValue && unique.length >= maxUniqueProperties) {
        throw invalid(`At most ${maxUniqueProperties} properties may have unique values`);
      }
      return store(property);
    },
    update: (name, changes) => store({ ...get(name), ...changes }),
    archive: (name) => void properties.delete(get(name).name),
    groups: () => [...groups.values()],
    getGroup(name) {
      const group = groups.get(name);
      if (!group) throw notFound(`Property group ${name} does not exist`);
      return group;
    },
    createGroup(group) {
      if (groups.has(group.name)) throw alreadyExists(`A property group named '${group.name}' already exists.`);
      refuseBadName(group.name);
      groups.set(group.name, group);
      return group;
    },
  };
}

function refuseBadShape({ name, type, fieldType, options }: PropertyDefinition): void {
  refuseBadName(name);
  if (!fieldTypes[type].includes(fieldType)) throw invalid(`fieldType ${fieldType} does not go with type ${type}`);
  if (type === "enumeration" && options.length === 0)
    throw invalid(`Property ${name} of type enumeration has no options`);
  const values = options.map((option) => option.value);
  if (new Set(values).size < values.length) throw invalid(`Property ${name} has two options with the same value`);
}

function refuseBadName(name: string): void {
  if (/^[a-z][a-z0-9_]*$/.test(name)) return;
  throw invalid(`The name ${name} may have lower-case letters, digits and underscores only and starts with a letter`);
}

function alreadyExists(message: string): HubSpotRefusal {
  return new HubSpotRefusal(409, "OBJECT_ALREADY_EXISTS", message);
}
