import {
  type CollectionResponsePublicOwnerForwardPaging as OwnerList,
  type PublicOwner,
  PublicOwnerTypeEnum,
} from "@hubspot/api-client/lib/codegen/crm/owners/models/all.js";
import type { Route } from "./route.ts";
import type { Wire } from "./wire.ts";
import { toTimestamp } from "./wire-objects.ts";

/** A person of the account to whom records can belong. */
export interface HubSpotOwner {
  id: string;
  email: string;
}

/** https://developers.hubspot.com/docs/api-reference/latest/crm/owners/guide */
const list: Route = {
  method: "GET",
  path: "/owners",
  scopes: ["crm.objects.owners.read"],
  handle({ query }, { owners }) {
    const email = query.get("email")?.toLowerCase();
    const found = owners.filter((owner) => email === undefined || owner.email.toLowerCase() === email);
    const body: Wire<OwnerList> = { results: found.map(toPublicOwner) };
    return { status: 200, model: "owners.CollectionResponsePublicOwnerForwardPaging", body };
  },
};

export const ownerRoutes: readonly Route[] = [list];

function toPublicOwner({ id, email }: HubSpotOwner): Wire<PublicOwner> {
  return {
    id,
    email,
    type: PublicOwnerTypeEnum.Person,
    createdAt: toTimestamp(0),
    updatedAt: toTimestamp(0),
    archived: false,
  };
}
