import { IntegrationError } from "@slotkit/core";
import { type FailurePhase, type FailureRow, failureTable } from "./failure-table.ts";
import { type GoogleFailure, readGoogleFailure } from "./google-failure.ts";
import { parseHttpDate, parseRetryAfter } from "./retry-after.ts";

/** What was going on when it failed. */
export interface FailureContext {
  phase: FailurePhase;
  /** This machine's wall clock, epoch milliseconds. */
  nowMs: number;
  /** The time was up or the caller stopped it; the error is only how that showed. */
  gaveUp: boolean;
}

/** A credential signed by a clock that is further off than this is refused by Google. */
const maxClockSkewMs = 60_000;

/** Codes that say that no connection came about, so nothing can have happened on the other side. */
const neverSent =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|(CERT|ERR_TLS|UNABLE_TO)_\w+|\w*SELF_SIGNED\w*)$/;

/**
 * Translates anything that a call to Google can throw. Never throws itself, and carries neither a cause nor any part of
 * the request: the vendor's error holds what was sent, which is personal.
 */
export function classifyGoogleError(error: unknown, context: FailureContext): IntegrationError {
  const failure = readGoogleFailure(error);
  if (failure.status === undefined) return classifySilence(error, failure, context);
  const skewMs = clockSkewMs(failure, context);
  if (skewMs !== null) return clockError(skewMs, failure);
  const row = failureTable.find((candidate) => fits(candidate, failure, context.phase)) ?? otherwise(failure, context);
  return fromRow(row, failure, context);
}

function fits({ phase, status, reasons, message }: FailureRow, failure: GoogleFailure, actual: FailurePhase): boolean {
  return (
    (phase === undefined || phase === actual) &&
    (status === undefined || status.includes(failure.status ?? 0)) &&
    (reasons === undefined || reasons.includes(failure.reason ?? "")) &&
    (message === undefined || message.test(failure.message ?? ""))
  );
}

function otherwise({ status }: GoogleFailure, { phase }: FailureContext): FailureRow {
  if (status !== undefined && status >= 500) {
    return { kind: "transient", says: "Google failed to answer.", remedy: "Nothing to do; it is tried again." };
  }
  const says = "Google answered in a way that is not documented.";
  return { kind: phase === "token" ? "auth" : "permanent", says, remedy: "Report it with the text of this error." };
}

function fromRow(row: FailureRow, failure: GoogleFailure, { nowMs }: FailureContext): IntegrationError {
  const asked = parseRetryAfter(failure.retryAfter, nowMs);
  const waitMs = asked === undefined ? row.waitMs : Math.max(asked, row.waitMs ?? 0);
  return new IntegrationError(row.kind, `${row.says} ${quote(failure)}`, {
    remedy: row.remedy,
    retryAfterMs: waitMs,
    status: failure.status,
    reason: row.reason ?? failure.reason,
  });
}

function quote({ status, reason, message }: GoogleFailure): string {
  const words = [
    String(status),
    ...(reason === undefined ? [] : [reason]),
    ...(message === undefined ? [] : [message]),
  ];
  return `(Google: ${words.join(", ")})`;
}

/** How far this machine's clock is ahead of Google's, when that is why a credential was refused. */
function clockSkewMs({ reason, date }: GoogleFailure, { phase, nowMs }: FailureContext): number | null {
  if (phase !== "token" || reason !== "invalid_grant") return null;
  const googleMs = parseHttpDate(date);
  if (googleMs === undefined) return null;
  return Math.abs(nowMs - googleMs) > maxClockSkewMs ? nowMs - googleMs : null;
}

function clockError(skewMs: number, failure: GoogleFailure): IntegrationError {
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const says = `This machine's clock is ${seconds} s ${skewMs > 0 ? "ahead of" : "behind"} Google's, so Google refuses what it signs.`;
  const remedy = "Set the clock (NTP); the credential itself may be in order.";
  return new IntegrationError("auth", `${says} ${quote(failure)}`, {
    remedy,
    status: failure.status,
    reason: "clock_skew",
  });
}

/** No answer came. A write that was on its way may have happened; a read, or a token, did no harm. */
function classifySilence(error: unknown, failure: GoogleFailure, { phase, gaveUp }: FailureContext): IntegrationError {
  // The vendor's client puts its `config` on whatever its transport throws; without it nothing has left this machine.
  if (!gaveUp && !isFromTransport(error)) return localError(failure, phase);
  const { networkCode } = failure;
  const says = gaveUp ? "Google did not answer in time." : `No connection to Google (${networkCode ?? "no code"}).`;
  const sent = gaveUp || networkCode === undefined || !neverSent.test(networkCode);
  return new IntegrationError(phase === "write" && sent ? "unknown_outcome" : "transient", says, {
    remedy: "If it stays, check that this machine reaches www.googleapis.com and oauth2.googleapis.com.",
    reason: gaveUp ? "timeout" : networkCode,
  });
}

function isFromTransport(error: unknown): boolean {
  return typeof error === "object" && error !== null && "config" in error;
}

function localError({ message }: GoogleFailure, phase: FailurePhase): IntegrationError {
  return new IntegrationError(phase === "token" ? "auth" : "permanent", `The request could not be made: ${message}`, {
    remedy: phase === "token" ? "Check the credential." : "This is a defect; report it with the text of this error.",
  });
}
