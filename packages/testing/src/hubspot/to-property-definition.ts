import type { PropertyDefinition, PropertyOption, PropertyType } from "./property-registry.ts";

/** A property as it is asked for, over the API or when the stand-in starts. */
export interface NewProperty {
  name: string;
  label: string;
  type: PropertyType;
  fieldType: string;
  groupName: string;
  description?: string;
  options?: readonly (Omit<PropertyOption, "hidden"> & { hidden?: boolean })[];
  hasUniqueValue?: boolean;
  formField?: boolean;
  hidden?: boolean;
  displayOrder?: number;
}

/** Fills in what a new property leaves open. */
export function toPropertyDefinition(property: NewProperty): PropertyDefinition {
  const { options = [], ...rest } = property;
  return {
    description: "",
    hasUniqueValue: false,
    ...rest,
    options: options.map((option) => ({ hidden: false, ...option })),
    readOnly: false,
    hubspotDefined: false,
  };
}
