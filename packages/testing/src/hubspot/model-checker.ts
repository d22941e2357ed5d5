interface Attribute {
  name: string;
  baseName: string;
  type: string;
  format: string;
}

/** Says what is wrong with a JSON value read as `type`: a line per fault, each with its path. */
export type ModelChecker = (value: unknown, type: string) => string[];

const arrayType = /^Array<(.+)>$/;
const mapType = /^\{ \[key: string\]: (.+); \}$/;
const nullable = / \| null$/;
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Checks JSON against generated model classes by their `attributeTypeMap`: unknown fields, wrong types, unknown enum
 * values. Which fields must be there is not in that map; for answers the compiler sees to it (see `Wire`).
 *
 * @param models - The exports of a generated `models/all`: classes and enum objects by name.
 * @param required - The fields that must be there, by model. Default: none.
 */
export function createModelChecker(
  models: Readonly<Record<string, unknown>>,
  required: Readonly<Record<string, readonly string[]>> = {},
): ModelChecker {
  const check = (value: unknown, type: string, path: string): string[] => {
    if (nullable.test(type)) return value === null ? [] : check(value, type.replace(nullable, ""), path);
    const item = arrayType.exec(type)?.[1];
    if (item) return checkArray(value, path, (entry, at) => check(entry, item, at));
    const member = mapType.exec(type)?.[1];
    if (member) return checkMap(value, path, (entry, at) => check(entry, member, at));
    return checkPrimitive(value, type, path) ?? checkNamed(value, type, path);
  };

  const checkNamed = (value: unknown, type: string, path: string): string[] => {
    const model = models[type];
    const attributes = attributesOf(model);
    if (attributes) return [...checkObject(value, attributes, path), ...missing(value, required[type] ?? [], path)];
    if (typeof model !== "object" || model === null) throw new Error(`no generated model is called ${type}`);
    return Object.values(model).includes(value) ? [] : [`${path}: ${JSON.stringify(value)} is not one of ${type}`];
  };

  const checkObject = (value: unknown, attributes: readonly Attribute[], path: string): string[] =>
    checkMap(value, path, (entry, at, key) => {
      const attribute = attributes.find(({ baseName }) => baseName === key);
      if (!attribute) return [`${at}: unknown field`];
      if (attribute.format === "int32" && typeof entry === "number" && !Number.isInteger(entry)) {
        return [`${at}: expected an integer, got ${entry}`];
      }
      return check(entry, attribute.type, at);
    });

  return (value, type) => check(value, type, "$");
}

function missing(value: unknown, required: readonly string[], path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return required.filter((name) => !(name in value)).map((name) => `${path}.${name}: missing`);
}

function attributesOf(model: unknown): readonly Attribute[] | undefined {
  return typeof model === "function" && "attributeTypeMap" in model
    ? (model.attributeTypeMap as readonly Attribute[])
    : undefined;
}

function checkPrimitive(value: unknown, type: string, path: string): string[] | undefined {
  const wrong = (expected: string) => [`${path}: expected ${expected}, got ${JSON.stringify(value)}`];
  switch (type) {
    case "any":
      return [];
    case "string":
    case "number":
    case "boolean":
      return typeof value === type ? [] : wrong(type);
    case "Date":
      return typeof value === "string" && timestamp.test(value) ? [] : wrong("a timestamp");
    default:
      return undefined;
  }
}

function checkArray(value: unknown, path: string, checkItem: (item: unknown, path: string) => string[]): string[] {
  if (!Array.isArray(value)) return [`${path}: expected an array, got ${JSON.stringify(value)}`];
  return value.flatMap((item, index) => checkItem(item, `${path}[${index}]`));
}

function checkMap(
  value: unknown,
  path: string,
  checkEntry: (entry: unknown, path: string, key: string) => string[],
): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [`${path}: expected an object, got ${JSON.stringify(value)}`];
  }
  return Object.entries(value).flatMap(([key, entry]) => checkEntry(entry, `${path}.${key}`, key));
}
