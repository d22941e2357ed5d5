import {
  BatchResponseSimplePublicObjectStatusEnum,
  type StandardError,
} from "@hubspot/api-client/lib/codegen/crm/contacts/models/all.js";
import { conflict, HubSpotRefusal, invalid } from "./hubspot-refusal.ts";
import type { ModelName } from "./models.ts";
import type { CrmRecord } from "./object-store.ts";
import type { Portal } from "./portal.ts";
import type { RouteAnswer } from "./route.ts";
import type { Wire } from "./wire.ts";
import { toTimestamp } from "./wire-objects.ts";

/** A row of a batch; one that is written may carry an id by which its outcome is told. */
type BatchRow = { objectWriteTraceId?: string } | { record: CrmRecord };

interface Batch<Row> {
  portal: Portal;
  inputs: readonly Row[];
  /** Checks one row and returns what is left to do. */
  prepare: (row: Row) => () => object;
  /** Status of a batch without failures. */
  status: number;
  /** Model of such an answer; one with failures is `…WithErrors`. */
  model: ModelName;
  /** Failures known beforehand. */
  failures?: readonly HubSpotRefusal[];
}

interface Failure {
  refusal: HubSpotRefusal;
  traceId: string | undefined;
}

const maxRows = 100;

/**
 * Runs a batch. Where every row carries an `objectWriteTraceId`, good rows are written and bad ones reported with theirs
 * (207); otherwise the first bad row refuses the batch and nothing is written.
 *
 * https://developers.hubspot.com/docs/api-reference/error-handling, "Multi-status errors"
 */
export function runBatch<Row extends BatchRow>(batch: Batch<Row>): RouteAnswer {
  const { portal, inputs, status, model } = batch;
  if (inputs.length > maxRows) throw invalid(`inputs: at most ${maxRows} rows, got ${inputs.length}`);
  const isTraced = inputs.every((row) => traceOf(row) !== undefined);
  const failures: Failure[] = (batch.failures ?? []).map((refusal) => ({ refusal, traceId: undefined }));
  const ready: { row: Row; run: () => object }[] = [];
  for (const row of inputs) {
    try {
      ready.push({ row, run: batch.prepare(row) });
    } catch (error) {
      if (!(isTraced && error instanceof HubSpotRefusal)) throw error;
      failures.push({ refusal: error, traceId: traceOf(row) });
    }
  }
  const results = ready.map(({ row, run }) => withTrace(run(), traceOf(row)));
  const at = toTimestamp(portal.now());
  const body = { status: BatchResponseSimplePublicObjectStatusEnum.Complete, results, startedAt: at, completedAt: at };
  if (failures.length === 0) return { status, model, body };
  const errors = failures.map(toStandardError);
  return { status: 207, model: `${model}WithErrors`, body: { ...body, numErrors: errors.length, errors } };
}

/** @throws {HubSpotRefusal} 409 if one key occurs twice. */
export function refuseDuplicates(keys: readonly (string | undefined)[]): void {
  const given = keys.filter((key) => key !== undefined);
  const twice = given.find((key, index) => given.indexOf(key) !== index);
  if (twice !== undefined) throw conflict(`Duplicate IDs found in batch input: [${twice}]. IDs must be unique`);
}

function traceOf(row: BatchRow): string | undefined {
  return "objectWriteTraceId" in row ? row.objectWriteTraceId : undefined;
}

function withTrace(result: object, traceId: string | undefined): object {
  return traceId === undefined ? result : { ...result, objectWriteTraceId: traceId };
}

function toStandardError({ refusal, traceId }: Failure): Wire<StandardError> {
  const { category, message, errors = [], context = {} } = refusal;
  return {
    status: "error",
    category,
    message,
    context: traceId === undefined ? context : { ...context, objectWriteTraceId: [traceId] },
    links: {},
    errors: [...errors],
  };
}
