/**
 * The fields that a request cannot do without, by generated model. The generated maps do not tell, and the generated
 * types ask for more than HubSpot does (a batch read without `propertiesWithHistory` is fine).
 */
export const requiredFields: Readonly<Record<string, readonly string[]>> = {
  SimplePublicObjectInput: ["properties"],
  SimplePublicObjectInputForCreate: ["properties"],
  BatchInputSimplePublicObjectBatchInput: ["inputs"],
  BatchInputSimplePublicObjectBatchInputForCreate: ["inputs"],
  BatchInputSimplePublicObjectBatchInputUpsert: ["inputs"],
  BatchReadInputSimplePublicObjectId: ["inputs"],
  SimplePublicObjectBatchInput: ["id", "properties"],
  SimplePublicObjectBatchInputForCreate: ["properties"],
  SimplePublicObjectBatchInputUpsert: ["id", "properties"],
  SimplePublicObjectId: ["id"],
  PublicAssociationsForObject: ["to", "types"],
  PublicObjectId: ["id"],
  AssociationSpec: ["associationCategory", "associationTypeId"],
  PublicMergeInput: ["primaryObjectId", "objectIdToMerge"],
  FilterGroup: ["filters"],
  Filter: ["propertyName", "operator"],
  PropertyCreate: ["name", "label", "type", "fieldType", "groupName"],
  PropertyGroupCreate: ["name", "label"],
  OptionInput: ["label", "value"],
};
