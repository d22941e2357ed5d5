import type { PublicMergeInput } from "@hubspot/api-client/lib/codegen/crm/contacts/models/all.js";
import { emailsOf } from "./crm-objects.ts";
import { invalid } from "./hubspot-refusal.ts";
import type { CrmRecord } from "./object-store.ts";
import type { Route } from "./route.ts";
import { toWrittenObject } from "./wire-objects.ts";

/**
 * Merges two contacts into a new one with an id of its own; both old ids are gone. The primary's values win, the other's
 * addresses become secondary ones, meetings move along.
 *
 * https://developers.hubspot.com/docs/api-reference/legacy/crm/objects/contacts/merge-contacts
 */
export const mergeRoute: Route = {
  method: "POST",
  path: "/objects/contacts/merge",
  accepts: "objects.PublicMergeInput",
  handle({ body }, { contacts, associations }) {
    const { primaryObjectId, objectIdToMerge } = body as PublicMergeInput;
    if (primaryObjectId === objectIdToMerge) throw invalid("A contact cannot be merged with itself");
    const primary = contacts.get(primaryObjectId);
    const other = contacts.get(objectIdToMerge);
    const merged = contacts.store.create(mergeProperties(primary, other));
    for (const old of [primary, other]) {
      contacts.store.archive(old);
      associations.move("contacts", old.id, merged.id);
    }
    return { status: 200, model: "objects.SimplePublicObject", body: toWrittenObject(contacts, merged) };
  },
};

function mergeProperties(primary: CrmRecord, other: CrmRecord): Record<string, string> {
  const properties: Record<string, string> = { ...other.properties, ...primary.properties };
  delete properties.email;
  delete properties.hs_additional_emails;
  const [email, ...more] = [...emailsOf(primary.properties), ...emailsOf(other.properties)];
  const ids = [primary, other].flatMap(({ id, properties: { hs_merged_object_ids: earlier } }) =>
    [earlier ?? [], id].flat(),
  );
  return {
    ...properties,
    hs_merged_object_ids: ids.join(";"),
    ...(email ? { email } : {}),
    ...(more.length > 0 ? { hs_additional_emails: more.join(";") } : {}),
  };
}
