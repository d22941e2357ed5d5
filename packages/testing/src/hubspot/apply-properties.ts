import { checkPropertyValue } from "./check-property-value.ts";
import { invalidProperties, type PropertyFault } from "./hubspot-refusal.ts";
import type { PropertyRegistry } from "./property-registry.ts";
import { lifecycleStages } from "./standard-properties.ts";

type Properties = Readonly<Record<string, string>>;

/**
 * The properties of a record after a write: given ones replace, empty ones clear, the rest stays.
 *
 * `lifecyclestage` moves forward only: an earlier stage is dropped without a word, and going back takes a clear first.
 *
 * @throws {HubSpotRefusal} 400, naming every refused property; then nothing is written.
 */
export function applyProperties(
  registry: PropertyRegistry,
  current: Properties,
  changes: Properties,
): Record<string, string> {
  const result = { ...current };
  const faults: PropertyFault[] = [];
  for (const [name, value] of Object.entries(changes)) {
    const checked = checkChange(registry, name, value);
    if ("code" in checked) faults.push({ name, ...checked });
    else if (checked.value === "") delete result[name];
    else if (name !== "lifecyclestage" || isForward(result[name], checked.value)) result[name] = checked.value;
  }
  if (faults.length > 0) throw invalidProperties(faults);
  return result;
}

function checkChange(registry: PropertyRegistry, name: string, value: string) {
  const property = registry.find(name);
  if (!property) return { code: "PROPERTY_DOESNT_EXIST", message: `Property "${name}" does not exist` };
  if (property.readOnly) return { code: "READ_ONLY_VALUE", message: `"${name}" is a read only property` };
  return value === "" ? { value } : checkPropertyValue(property, value);
}

function isForward(from: string | undefined, to: string): boolean {
  return from === undefined || lifecycleStages.indexOf(to) >= lifecycleStages.indexOf(from);
}
