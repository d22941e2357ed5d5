import { IntegrationError, isIntegrationError } from "@slotkit/core";
import { failureTable, otherFailure } from "./failure-table.ts";
import { type HubSpotAnswer, readErrorBody } from "./hubspot-answer.ts";
import { parseRetryAfter } from "./retry-after.ts";

/**
 * Says what a refusal means. Neither HubSpot's message nor the request is passed on: both quote what people typed. The
 * correlation id is what HubSpot's support asks for.
 *
 * @param nowMs - This machine's wall clock, for a `Retry-After` that is a date.
 */
export function classifyHubSpotError(answer: HubSpotAnswer, nowMs: number): IntegrationError {
  const { status } = answer;
  const { category, policyName, correlationId, refused } = readErrorBody(answer.body);
  const row =
    failureTable.find(
      (candidate) =>
        (candidate.status === undefined || candidate.status.includes(status)) &&
        (candidate.category === undefined || candidate.category.includes(category ?? "")) &&
        (candidate.policyName === undefined || candidate.policyName === policyName),
    ) ?? otherFailure(status);
  const codes = [...new Set(refused.map(({ name, code }) => `${propertyName(name)}: ${code}`))];
  const words = [String(status), policyName ?? category, ...codes, correlationId && `correlation id ${correlationId}`];
  const asked = parseRetryAfter(answer.retryAfter, nowMs);
  return new IntegrationError(row.kind, `${row.says} (HubSpot: ${words.filter(Boolean).join(", ")})`, {
    remedy: row.remedy,
    status,
    reason: policyName ?? category,
    retryAfterMs: asked === undefined ? row.waitMs : Math.max(asked, row.waitMs ?? 0),
  });
}

/** Codes that say that no connection came about, so nothing can have happened on the other side. */
const neverSent =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|(CERT|ERR_TLS|UNABLE_TO)_\w+|\w*SELF_SIGNED\w*)$/;

/**
 * Says what it means that no answer came, or only half of one.
 *
 * @param writes - Whether the request changes anything; then it may have happened.
 */
export function classifySilence(error: unknown, writes: boolean): IntegrationError {
  if (isIntegrationError(error)) return error;
  const code = networkCodeOf(error);
  const unknown = writes && !(code !== undefined && neverSent.test(code));
  const stopped = error instanceof Error && ["AbortError", "TimeoutError", "DeadlineExceeded"].includes(error.name);
  const says = stopped ? "HubSpot did not answer in time." : `No answer from HubSpot (${code ?? "connection broken"}).`;
  return new IntegrationError(unknown ? "unknown_outcome" : "transient", says, {
    remedy: "If it stays, check that this machine reaches api.hubapi.com.",
    reason: stopped ? "timeout" : code,
  });
}

/** Fetch hides the code of the socket one or two causes down. */
function networkCodeOf(error: unknown): string | undefined {
  for (let at = error, depth = 0; typeof at === "object" && at !== null && depth < 4; depth += 1) {
    const { code, cause } = at as { code?: unknown; cause?: unknown };
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
    at = cause;
  }
  return undefined;
}

/** Names are the account's own; anything else in their place is not shown. */
function propertyName(name: string): string {
  return /^[a-z][a-z0-9_]{0,99}$/.test(name) ? name : "a property";
}
