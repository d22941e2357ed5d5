import { type FailureKind, IntegrationError, isIntegrationError } from "@slotkit/core";

/** What nodemailer tells of a failure; any part may be missing. */
interface MailFailure {
  code?: unknown;
  responseCode?: unknown;
  response?: unknown;
}

/** Credentials missing, wrong, too weak or without the encryption they need (RFC 4954 section 6). */
const authReplies: ReadonlySet<number> = new Set([530, 534, 535, 538]);
const authCodes: ReadonlySet<unknown> = new Set(["EAUTH", "ENOAUTH", "EOAUTH2"]);
/** Failures before a byte was sent that no repeat can mend. */
const hopelessCodes: ReadonlySet<unknown> = new Set([
  "EENVELOPE",
  "EMESSAGE",
  "ECONFIG",
  "EREQUIRETLS",
  "EMAXRECIPIENTS",
]);
const throttledWaitMs = 60_000;

/**
 * Says what a failed send means.
 *
 * Only the reply code (RFC 5321), the enhanced code (RFC 3463) and nodemailer's own code are kept. A server's words quote
 * addresses and the error may quote the mail, so neither the text nor the error itself is passed on.
 *
 * @param error - What nodemailer or a transport function threw.
 * @param handedOver - Whether the whole mail had left for the server when it broke.
 */
export function classifyMailError(error: unknown, handedOver: boolean): IntegrationError {
  if (isIntegrationError(error)) return error;
  const { code, responseCode, response } = (typeof error === "object" && error !== null ? error : {}) as MailFailure;
  const status = typeof responseCode === "number" ? responseCode : undefined;
  const enhanced = typeof response === "string" ? /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] : undefined;
  const { kind, remedy } = judge({ code, status, enhanced, handedOver });
  const reason = enhanced ?? (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,30}$/.test(code) ? code : undefined);
  return new IntegrationError(kind, messageOf(status, reason), {
    remedy,
    status,
    reason,
    retryAfterMs: kind === "throttled" ? throttledWaitMs : undefined,
  });
}

interface Symptoms {
  code: unknown;
  status: number | undefined;
  enhanced: string | undefined;
  handedOver: boolean;
}

function judge({ code, status, enhanced, handedOver }: Symptoms): { kind: FailureKind; remedy: string } {
  if (status === undefined && !authCodes.has(code) && !hopelessCodes.has(code)) {
    return handedOver
      ? { kind: "unknown_outcome", remedy: "The mail may have arrived. A repeat carries the same Message-ID." }
      : {
          kind: "transient",
          remedy: "Check that the mail server is up and that its address, port and certificate are right.",
        };
  }
  if (status !== undefined && status >= 400 && status < 500) {
    const throttled = enhanced?.startsWith("4.7.") || status === 421;
    return throttled && !authCodes.has(code)
      ? {
          kind: "throttled",
          remedy: "The mail server asks to be sent less. If it stays, ask its operator for a higher limit.",
        }
      : { kind: "transient", remedy: "The mail server asks to try again later. If it stays, look at its log." };
  }
  if (authCodes.has(code) || (status !== undefined && authReplies.has(status))) {
    return {
      kind: "auth",
      remedy: "Check the user and the password of the mail server, and that it allows this kind of login.",
    };
  }
  return { kind: "permanent", remedy: permanentRemedy(enhanced) };
}

function permanentRemedy(enhanced: string | undefined): string {
  if (enhanced?.startsWith("5.1.")) return "Check the address: the mail server does not know it.";
  if (enhanced?.startsWith("5.2.")) return "The mailbox takes no mail now. Tell the person by other means.";
  if (enhanced?.startsWith("5.7.")) {
    return "The mail server refuses the sender. Check that it may send for the address in `from` (SPF, DKIM, relaying).";
  }
  return "The mail server refuses this mail. Look up its reply code, mend the cause and retry.";
}

function messageOf(status: number | undefined, reason: string | undefined): string {
  if (status !== undefined) return `The mail server answered ${status}${reason ? ` (${reason})` : ""}.`;
  return `The mail could not be sent${reason ? ` (${reason})` : ""}.`;
}
