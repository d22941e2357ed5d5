// The generated models of HubSpot's own client say what HubSpot's requests and answers look like. The models of
// contacts serve for meetings too: both are generated from the same description of a CRM object.
import * as associationModels from "@hubspot/api-client/lib/codegen/crm/associations/v4/models/all.js";
import * as objectModels from "@hubspot/api-client/lib/codegen/crm/contacts/models/all.js";
import * as ownerModels from "@hubspot/api-client/lib/codegen/crm/owners/models/all.js";
import * as propertyModels from "@hubspot/api-client/lib/codegen/crm/properties/models/all.js";
import { createModelChecker, type ModelChecker } from "./model-checker.ts";
import { requiredFields } from "./required-fields.ts";

/** One family of generated models; the names inside a family are unique, across families they are not. */
export type ModelFamily = "objects" | "properties" | "associations" | "owners";

const checkers: Record<ModelFamily, ModelChecker> = {
  objects: createModelChecker({ ...objectModels }, requiredFields),
  properties: createModelChecker({ ...propertyModels }, requiredFields),
  associations: createModelChecker({ ...associationModels }, requiredFields),
  owners: createModelChecker({ ...ownerModels }, requiredFields),
};

/** A model by family and name: `objects.SimplePublicObject`. */
export type ModelName = `${ModelFamily}.${string}`;

/** What is wrong with `value` as an instance of that model, a line per fault; empty when nothing is. */
export function checkModel(value: unknown, model: ModelName): string[] {
  const [family, name] = model.split(".") as [ModelFamily, string];
  return checkers[family](value, name);
}
