import type { PublicAssociationsForObject } from "@hubspot/api-client/lib/codegen/crm/contacts/models/all.js";
import { associationTypes } from "./associations.ts";
import type { CrmObjects } from "./crm-objects.ts";
import { invalid } from "./hubspot-refusal.ts";
import type { Portal } from "./portal.ts";
import type { Wire } from "./wire.ts";

/**
 * Checks the associations that a create call asks for, so that the record and they are written together or not at all.
 *
 * @returns Links the record, once it has an id.
 * @throws {HubSpotRefusal} 400 for a type id that does not start at this object type, or a record that is not there.
 */
export function prepareAssociations(
  portal: Portal,
  objects: CrmObjects,
  asked: readonly Wire<PublicAssociationsForObject>[],
): (id: string) => void {
  const links = asked.flatMap(({ to, types }) =>
    types.map(({ associationTypeId }) => {
      const type = associationTypes.find((known) => known.typeId === associationTypeId && known.from === objects.type);
      if (!type) throw invalid(`${associationTypeId} is not an association type of ${objects.type}`);
      if (!portal.objects(type.to).find(to.id)) throw invalid(`There is no record ${to.id} of ${type.to} to associate`);
      return { type, toId: to.id };
    }),
  );
  return (id) => {
    for (const { type, toId } of links) portal.associations.link(type, id, toId);
  };
}
