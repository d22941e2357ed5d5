import type { CollectionResponseMultiAssociatedObjectWithLabelForwardPaging as AssociatedList } from "@hubspot/api-client/lib/codegen/crm/associations/v4/models/all.js";
import { AssociationSpecWithLabelCategoryEnum } from "@hubspot/api-client/lib/codegen/crm/associations/v4/models/all.js";
import { associationBetween } from "./associations.ts";
import type { Route } from "./route.ts";
import type { Wire } from "./wire.ts";

const list: Route = {
  method: "GET",
  path: "/objects/{objectType}/{id}/associations/{toObjectType}",
  handle({ params }, portal) {
    const objects = portal.objects(params.objectType ?? "");
    const record = objects.get(params.id ?? "");
    const type = associationBetween(objects.type, portal.objects(params.toObjectType ?? "").type);
    const answer: Wire<AssociatedList> = {
      results: portal.associations.of(type, record.id).map((toObjectId) => ({
        toObjectId,
        associationTypes: [{ category: AssociationSpecWithLabelCategoryEnum.HubspotDefined, typeId: type.typeId }],
      })),
    };
    return {
      status: 200,
      model: "associations.CollectionResponseMultiAssociatedObjectWithLabelForwardPaging",
      body: answer,
    };
  },
};

export const associationRoutes: readonly Route[] = [list];
