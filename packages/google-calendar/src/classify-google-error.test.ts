import type { FailureKind } from "@slotkit/core";
import { describe, expect, it } from "vitest";
import { classifyGoogleError } from "./classify-google-error.ts";
import type { FailurePhase } from "./failure-table.ts";

const nowMs = Date.parse("2026-11-20T08:00:00Z");
const hourMs = 3_600_000;

interface Answered {
  status: number;
  data?: unknown;
  headers?: Record<string, string>;
}

/** An error as the vendor's transport throws it for an answer. */
function answered({ status, data, headers = {} }: Answered) {
  return Object.assign(new Error("vendor"), { config: {}, response: { status, data, headers: new Headers(headers) } });
}

/** The older envelope of the Calendar API. */
const older = (reason: string, message = "m") => ({ error: { errors: [{ domain: "x", reason, message }], message } });
/** The newer one. */
const newer = (reason: string) => ({
  error: { code: 403, status: "PERMISSION_DENIED", message: "m", details: [{ reason }] },
});
const oauth = (error: string, error_description = "d") => ({ error, error_description });

function classify(error: unknown, phase: FailurePhase = "write", gaveUp = false) {
  return classifyGoogleError(error, { phase, nowMs, gaveUp });
}

type Row = [status: number, data: unknown, phase: FailurePhase, kind: FailureKind, remedy: RegExp, waitMs?: number];

const rows: Row[] = [
  [400, older("timeRangeEmpty"), "read", "permanent", /defect/],
  [400, older("invalid"), "write", "permanent", /defect/],
  [400, older("required"), "write", "permanent", /defect/],
  [400, older("badRequest"), "write", "permanent", /defect/],
  [400, older("badRequest", "The requested time range is too long."), "read", "permanent", /shorter range/],
  [400, older("badRequest", "Sync token cannot be used together with q."), "read", "permanent", /defect/],
  [401, older("authError"), "read", "auth", /connect the account again/],
  [400, oauth("invalid_grant"), "token", "auth", /seven days/],
  [400, oauth("invalid_client"), "token", "auth", /client id and secret/],
  [401, oauth("invalid_client"), "token", "auth", /client id and secret/],
  [401, oauth("unauthorized_client"), "token", "auth", /calendar\.events.*calendar\.freebusy/],
  [403, oauth("access_denied"), "token", "auth", /delegation/],
  [400, oauth("something_new"), "token", "auth", /credential/],
  [403, older("userRateLimitExceeded"), "read", "throttled", /quota per minute/],
  [403, older("rateLimitExceeded"), "write", "throttled", /quota per minute/],
  [429, older("rateLimitExceeded"), "write", "throttled", /quota per minute/],
  [429, undefined, "token", "throttled", /quota per minute/],
  [403, older("quotaExceeded", "Calendar usage limits exceeded."), "write", "exhausted", /Wait some hours/, hourMs],
  [403, older("calendarUsageLimitsExceeded"), "write", "exhausted", /Wait some hours/, hourMs],
  [403, older("dailyLimitExceeded"), "read", "exhausted", /next day/, 6 * hourMs],
  [403, older("forbiddenForServiceAccounts"), "write", "permanent", /subject/],
  [403, older("forbiddenForNonOrganizer"), "write", "permanent", /Look at the event/],
  [403, older("insufficientPermissions"), "read", "auth", /calendar\.calendarlist\.readonly/],
  [403, newer("ACCESS_TOKEN_SCOPE_INSUFFICIENT"), "read", "auth", /Grant all of/],
  [403, older("requiredAccessLevel"), "write", "permanent", /Make changes to events/],
  [403, older("forbidden"), "write", "permanent", /Make changes to events/],
  [403, older("accessNotConfigured"), "read", "permanent", /Enable the Google Calendar API/],
  [403, newer("SERVICE_DISABLED"), "read", "permanent", /Enable the Google Calendar API/],
  [404, older("notFound"), "write", "permanent", /share the calendar/],
  [404, "<html>404</html>", "write", "transient", /proxy/],
  [409, older("duplicate"), "write", "stale", /Retry/],
  [409, older("conflict"), "write", "stale", /Retry/],
  [410, older("deleted"), "write", "stale", /Retry/],
  [410, older("fullSyncRequired"), "read", "stale", /in full/],
  [410, older("updatedMinTooLongAgo"), "read", "stale", /in full/],
  [412, older("conditionNotMet"), "write", "stale", /another program/],
  [408, undefined, "read", "transient", /Nothing to do/],
  [500, older("backendError"), "write", "transient", /Nothing to do/],
  [500, older("internalError"), "write", "transient", /Nothing to do/],
  [502, "<html>Bad Gateway</html>", "write", "transient", /Nothing to do/],
  [503, older("backendError"), "token", "transient", /Nothing to do/],
  [504, "", "read", "transient", /Nothing to do/],
  [599, undefined, "read", "transient", /Nothing to do/],
  [418, undefined, "read", "permanent", /Report/],
];

describe("classifyGoogleError, answers", () => {
  it.each(rows)("%d %j in a %s is %s", (status, data, phase, kind, remedy, waitMs) => {
    const error = classify(answered({ status, data }), phase);
    expect(error).toMatchObject({ kind, status, retryAfterMs: waitMs });
    expect(error.remedy).toMatch(remedy);
    expect(error.cause).toBeUndefined();
  });

  it("keeps Google's reason and sentence for the operator", () => {
    const error = classify(answered({ status: 400, data: older("invalid", "Invalid start time.") }));
    expect(error).toMatchObject({ reason: "invalid", message: expect.stringContaining("Invalid start time.") });
  });

  it("does not quote what the vendor's client makes of a page, which is the page", () => {
    expect(classify(answered({ status: 502, data: "<html>" })).message).toBe("Google failed to answer. (Google: 502)");
  });

  it("takes addresses and line breaks out of Google's sentence and cuts it", () => {
    const sentence = `No user grace@example.org\r\n${"x".repeat(500)}`;
    const { message } = classify(answered({ status: 400, data: older("invalid", sentence) }));
    expect(message).not.toMatch(/grace|\r|\n/);
    expect(message.length).toBeLessThan(300);
  });
});

describe("classifyGoogleError, Retry-After", () => {
  const throttled = (header: string) =>
    classify(answered({ status: 429, data: older("rateLimitExceeded"), headers: { "retry-after": header } }));

  it("is read as seconds or as a date", () => {
    expect(throttled("7").retryAfterMs).toBe(7_000);
    expect(throttled("Fri, 20 Nov 2026 08:01:00 GMT").retryAfterMs).toBe(60_000);
  });

  it("is ignored when it is garbage", () => expect(throttled("soon").retryAfterMs).toBeUndefined());

  it("does not shorten the wait of a used-up quota", () => {
    const exhausted = answered({ status: 403, data: older("quotaExceeded"), headers: { "retry-after": "5" } });
    expect(classify(exhausted).retryAfterMs).toBe(hourMs);
  });
});

describe("classifyGoogleError, the clock", () => {
  const refused = (date: string) =>
    classify(answered({ status: 400, data: oauth("invalid_grant"), headers: { date } }), "token");

  it("is named, with the seconds, when it is why the credential was refused", () => {
    const ahead = refused("Fri, 20 Nov 2026 06:00:00 GMT");
    expect(ahead).toMatchObject({ kind: "auth", reason: "clock_skew", remedy: expect.stringContaining("NTP") });
    expect(ahead.message).toContain("7200 s ahead");
    expect(refused("Fri, 20 Nov 2026 08:01:01 GMT").message).toContain("61 s behind");
  });

  it("is not suspected within a minute, nor without a readable date", () => {
    expect(refused("Fri, 20 Nov 2026 08:01:00 GMT").reason).toBe("invalid_grant");
    expect(refused("yesterday").reason).toBe("invalid_grant");
  });
});

describe("classifyGoogleError, silence", () => {
  const broken = (code?: string) =>
    Object.assign(new Error("request to https://www.googleapis.com/calendars/ada%40example.com failed"), {
      config: { data: "grace@example.org" },
      cause: new TypeError("fetch failed", { cause: Object.assign(new Error("socket"), code ? { code } : {}) }),
    });

  it.each([
    ["ECONNRESET", "unknown_outcome", "transient"],
    ["UND_ERR_SOCKET", "unknown_outcome", "transient"],
    [undefined, "unknown_outcome", "transient"],
    ["ECONNREFUSED", "transient", "transient"],
    ["ENOTFOUND", "transient", "transient"],
    ["EAI_AGAIN", "transient", "transient"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "transient", "transient"],
    ["CERT_HAS_EXPIRED", "transient", "transient"],
  ])("%s is %s for a write and %s for a read", (code, write, read) => {
    expect(classify(broken(code), "write").kind).toBe(write);
    expect(classify(broken(code), "read").kind).toBe(read);
    expect(classify(broken(code), "token").kind).toBe("transient");
  });

  it("of a caller who gave up leaves a write unknown", () => {
    const reason = new DOMException("late", "TimeoutError");
    expect(classify(reason, "write", true)).toMatchObject({ kind: "unknown_outcome", reason: "timeout" });
    expect(classify(reason, "read", true).kind).toBe("transient");
    expect(classify("stopped by a string", "token", true).kind).toBe("transient");
  });

  it("tells nothing of what was sent", () => {
    const error = classify(broken("ECONNRESET"));
    expect(JSON.stringify([error.message, error.remedy, error.cause])).not.toMatch(/ada|grace/);
  });

  it("of an error made on this machine is not blamed on the network", () => {
    expect(classify(new Error("No refresh token is set."), "token")).toMatchObject({
      kind: "auth",
      message: "The request could not be made: No refresh token is set.",
    });
    expect(classify(new Error("Missing required parameters: calendarId"), "write").kind).toBe("permanent");
  });
});

describe("classifyGoogleError, hostile bodies", () => {
  const hostile = [
    null,
    undefined,
    "",
    "<html>",
    '{"error":{"errors":[{"rea',
    "x".repeat(10_000_000),
    [],
    7,
    { error: null },
    { error: { errors: "no list", details: [null, 1, { reason: 5 }] } },
    { error: { errors: [null], message: { deep: true } } },
  ];

  it.each(hostile.map((data) => [String(JSON.stringify(data)).slice(0, 50), data]))(
    "%s is classified",
    (_name, data) => {
      expect(classify(answered({ status: 403, data })).kind).toBe("permanent");
      expect(classify(answered({ status: 500, data })).kind).toBe("transient");
    },
  );

  it.each([null, undefined, "text", 7, {}, [], { response: null }, { response: { status: "500" } }])(
    "the thrown value %j is classified",
    (thrown) => expect(classify(thrown).kind).toBe("permanent"),
  );

  it("a body that arrived as text is read all the same", () => {
    const data = JSON.stringify(older("rateLimitExceeded"));
    expect(classify(answered({ status: 403, data })).kind).toBe("throttled");
  });
});
