/** The part of a discovery document's JSON schema dialect that the Calendar API uses. */
export interface DiscoverySchema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  default?: string;
  enum?: string[];
  properties?: Record<string, DiscoverySchema>;
  items?: DiscoverySchema;
  additionalProperties?: DiscoverySchema;
  /** Method ids for which the field must be present. */
  annotations?: { required?: string[] };
  minimum?: string;
  maximum?: string;
}

/** One way in which a value departs from its schema. */
export interface SchemaViolation {
  kind: "unknown" | "missing" | "invalid";
  /** Dotted, such as `start.dateTime`; empty for the value itself. */
  path: string;
  message: string;
}

export interface ValidationContext {
  schemas: Readonly<Record<string, DiscoverySchema>>;
  /** The method whose `required` annotations apply. Default: none. */
  methodId?: string;
  /**
   * A caller may send `null` for a field it wants emptied and a date-time without offset beside a time zone; an answer
   * holds neither.
   */
  direction: "request" | "answer";
}

/** Lists how `value` departs from `schema`; an empty list means that it is valid. */
export function findViolations(
  schema: DiscoverySchema,
  value: unknown,
  context: ValidationContext,
  path = "",
): SchemaViolation[] {
  if (schema.$ref !== undefined) return findViolations(resolve(schema.$ref, context), value, context, path);
  if (value === null && context.direction === "request") return [];
  if (schema.type === "object") return objectViolations(schema, value, context, path);
  if (schema.type === "array") return arrayViolations(schema, value, context, path);
  const fault = scalarFault(schema, value, context.direction);
  return fault === undefined ? [] : [{ kind: "invalid", path, message: fault }];
}

function resolve(name: string, { schemas }: ValidationContext): DiscoverySchema {
  const schema = schemas[name];
  if (schema === undefined) throw new Error(`The discovery document has no schema "${name}".`);
  return schema;
}

function objectViolations(
  schema: DiscoverySchema,
  value: unknown,
  context: ValidationContext,
  path: string,
): SchemaViolation[] {
  if (!isRecord(value)) return [{ kind: "invalid", path, message: `expected an object, got ${kindOf(value)}` }];
  const properties = schema.properties ?? {};
  const found = Object.entries(value).flatMap(([name, inner]) => {
    const innerSchema = properties[name] ?? schema.additionalProperties;
    const innerPath = join(path, name);
    if (innerSchema === undefined) return [unknownName(innerPath)];
    return inner === undefined ? [] : findViolations(innerSchema, inner, context, innerPath);
  });
  const absent = Object.entries(properties).filter(
    ([name, inner]) => isRequired(inner, context) && value[name] == null,
  );
  return [...found, ...absent.map(([name]) => missingName(join(path, name)))];
}

function arrayViolations(
  schema: DiscoverySchema,
  value: unknown,
  context: ValidationContext,
  path: string,
): SchemaViolation[] {
  if (!Array.isArray(value)) return [{ kind: "invalid", path, message: `expected a list, got ${kindOf(value)}` }];
  const items = schema.items;
  if (items === undefined) return [];
  return value.flatMap((item, index) => findViolations(items, item, context, `${path}[${index}]`));
}

/** Why a single value is not what its schema asks for, or `undefined`. */
export function scalarFault(
  schema: DiscoverySchema,
  value: unknown,
  direction: ValidationContext["direction"],
): string | undefined {
  if (schema.type === "any") return undefined;
  if (schema.type === "integer") return integerFault(schema, value);
  if (schema.type !== typeof value) return `expected a ${schema.type}, got ${kindOf(value)}`;
  if (typeof value !== "string") return undefined;
  const allowed = schema.enum ?? documentedValues(schema.description);
  if (allowed.length > 0 && !allowed.includes(value)) return `"${value}" is none of ${allowed.join(", ")}`;
  return formatFault(schema.format, value, direction);
}

function integerFault(schema: DiscoverySchema, value: unknown): string | undefined {
  if (typeof value !== "number" || !Number.isInteger(value)) return `expected an integer, got ${kindOf(value)}`;
  const lowest = Number(schema.minimum ?? -(2 ** 31));
  const highest = Number(schema.maximum ?? 2 ** 31 - 1);
  return value < lowest || value > highest ? `${value} is outside ${lowest} to ${highest}` : undefined;
}

/** Most closed sets of the Calendar API stand in the description alone, one quoted value to a line. */
function documentedValues(description = ""): string[] {
  const list = description.split("Possible values are:")[1];
  if (list === undefined) return [];
  return [...list.matchAll(/^\s*- "(\w+)"/gm)].flatMap((match) => match[1] ?? []);
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)?$/;

function formatFault(
  format: string | undefined,
  value: string,
  direction: ValidationContext["direction"],
): string | undefined {
  if (format === "date") return DATE.test(value) && isRealDate(value) ? undefined : `"${value}" is no date`;
  if (format === "int64") return /^-?\d+$/.test(value) ? undefined : `"${value}" is no integer`;
  if (format !== "date-time") return undefined;
  const match = DATE_TIME.exec(value);
  if (!match || !isRealDate(value.slice(0, 10)) || !isRealTime(value)) return `"${value}" is no RFC 3339 date-time`;
  return match[2] === undefined && direction === "answer" ? `"${value}" has no offset` : undefined;
}

/** `Date` rolls 30 February over into March; a date that comes back changed does not exist. */
function isRealDate(date: string): boolean {
  const instant = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(date);
}

function isRealTime(value: string): boolean {
  return !Number.isNaN(Date.parse(/[Zz]|[+-]\d\d:\d\d$/.test(value) ? value : `${value}Z`));
}

function isRequired(schema: DiscoverySchema, { methodId }: ValidationContext): boolean {
  return methodId !== undefined && (schema.annotations?.required?.includes(methodId) ?? false);
}

function unknownName(path: string): SchemaViolation {
  return { kind: "unknown", path, message: `Unknown name "${path}": Cannot find field.` };
}

function missingName(path: string): SchemaViolation {
  return { kind: "missing", path, message: `"${path}" is required` };
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : typeof value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
