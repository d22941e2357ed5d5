import type {
  BatchInputSimplePublicObjectBatchInput,
  BatchInputSimplePublicObjectBatchInputForCreate,
  BatchInputSimplePublicObjectBatchInputUpsert,
  BatchReadInputSimplePublicObjectId,
} from "@hubspot/api-client/lib/codegen/crm/contacts/models/all.js";
import type { CrmObjects } from "./crm-objects.ts";
import { notFound } from "./hubspot-refusal.ts";
import type { Portal } from "./portal.ts";
import { prepareAssociations } from "./prepare-associations.ts";
import type { Route } from "./route.ts";
import { refuseDuplicates, runBatch } from "./run-batch.ts";
import type { Wire } from "./wire.ts";
import { toReadObject, toUpsertedObject, toWrittenObject } from "./wire-objects.ts";

type CreateRow = Wire<BatchInputSimplePublicObjectBatchInputForCreate>["inputs"][number];
type UpsertRow = Wire<BatchInputSimplePublicObjectBatchInputUpsert>["inputs"][number];

const create: Route = {
  method: "POST",
  path: "/objects/{objectType}/batch/create",
  accepts: "objects.BatchInputSimplePublicObjectBatchInputForCreate",
  handle({ params, body }, portal) {
    const { inputs } = body as Wire<BatchInputSimplePublicObjectBatchInputForCreate>;
    const objects = portal.objects(params.objectType ?? "");
    refuseDuplicates(inputs.map((row) => row.properties.email?.toLowerCase()));
    const prepare = (row: CreateRow) => prepareCreate(portal, objects, row);
    return runBatch({ portal, inputs, prepare, status: 201, model: "objects.BatchResponseSimplePublicObject" });
  },
};

const read: Route = {
  method: "POST",
  path: "/objects/{objectType}/batch/read",
  accepts: "objects.BatchReadInputSimplePublicObjectId",
  handle({ params, body }, portal) {
    const { inputs, idProperty, properties = [] } = body as Wire<BatchReadInputSimplePublicObjectId>;
    const objects = portal.objects(params.objectType ?? "");
    const found = inputs.map(({ id }) => ({ id, record: objects.find(id, idProperty) }));
    const missing = found.filter(({ record }) => !record).map(({ id }) => id);
    const message = "Could not get some objects, they may be deleted or not exist";
    return runBatch({
      portal,
      inputs: found.flatMap(({ record }) => (record ? { record } : [])),
      prepare:
        ({ record }) =>
        () =>
          toReadObject(objects, record, properties),
      status: 200,
      model: "objects.BatchResponseSimplePublicObject",
      failures: missing.length === 0 ? [] : [notFound(message, { context: { ids: missing } })],
    });
  },
};

const update: Route = {
  method: "POST",
  path: "/objects/{objectType}/batch/update",
  accepts: "objects.BatchInputSimplePublicObjectBatchInput",
  handle({ params, body }, portal) {
    const { inputs } = body as Wire<BatchInputSimplePublicObjectBatchInput>;
    const objects = portal.objects(params.objectType ?? "");
    refuseDuplicates(inputs.map((row) => row.id));
    return runBatch({
      portal,
      inputs,
      prepare: ({ id, idProperty, properties }) => {
        const write = objects.prepareUpdate(objects.get(id, idProperty), properties);
        return () => toWrittenObject(objects, write());
      },
      status: 200,
      model: "objects.BatchResponseSimplePublicObject",
    });
  },
};

const upsert: Route = {
  method: "POST",
  path: "/objects/{objectType}/batch/upsert",
  accepts: "objects.BatchInputSimplePublicObjectBatchInputUpsert",
  handle({ params, body }, portal) {
    const { inputs } = body as Wire<BatchInputSimplePublicObjectBatchInputUpsert>;
    const objects = portal.objects(params.objectType ?? "");
    refuseDuplicates(inputs.map((row) => row.id.toLowerCase()));
    const prepare = (row: UpsertRow) => prepareUpsert(objects, row);
    return runBatch({ portal, inputs, prepare, status: 200, model: "objects.BatchResponseSimplePublicUpsertObject" });
  },
};

export const batchRoutes: readonly Route[] = [create, read, update, upsert];

function prepareCreate(portal: Portal, objects: CrmObjects, { properties, associations }: CreateRow) {
  const write = objects.prepareCreate(properties);
  const associate = prepareAssociations(portal, objects, associations ?? []);
  return () => {
    const record = write();
    associate(record.id);
    return toWrittenObject(objects, record);
  };
}

function prepareUpsert(objects: CrmObjects, { id, idProperty, properties }: UpsertRow) {
  const existing = objects.find(id, idProperty);
  if (existing) {
    const write = objects.prepareUpdate(existing, properties);
    return () => toUpsertedObject(objects, write(), false);
  }
  if (idProperty === undefined || idProperty === "hs_object_id") throw notFound();
  const write = objects.prepareCreate({ [idProperty]: id, ...properties });
  return () => toUpsertedObject(objects, write(), true);
}
