import { IntegrationError } from "@slotkit/core";
import { describe, expect, it } from "vitest";
import { classifyHubSpotError, classifySilence } from "./classify-hubspot-error.ts";

const nowMs = Date.parse("2026-11-20T08:00:00Z");
const html = undefined;
const error = (category: string, more: object = {}) => ({
  status: "error",
  category,
  correlationId: "c0ffee-1",
  ...more,
});
const refusal = (name: string, code: string) =>
  error("VALIDATION_ERROR", {
    errors: [{ message: "grace@example.com was not valid", code, context: { propertyName: [name] } }],
  });
const limit = (policyName: string) => error("RATE_LIMITS", { policyName, errorType: "RATE_LIMIT" });
const minute = 60_000;

describe("classifyHubSpotError", () => {
  it.each([
    [400, refusal("topic", "PROPERTY_DOESNT_EXIST"), "permanent", "VALIDATION_ERROR", undefined],
    [400, refusal("email", "INVALID_EMAIL"), "permanent", "VALIDATION_ERROR", undefined],
    [400, refusal("stage", "INVALID_OPTION"), "permanent", "VALIDATION_ERROR", undefined],
    [400, refusal("day", "INVALID_DATE"), "permanent", "VALIDATION_ERROR", undefined],
    [400, refusal("count", "INVALID_LONG"), "permanent", "VALIDATION_ERROR", undefined],
    [400, error("VALIDATION_ERROR", { message: "rule" }), "permanent", "VALIDATION_ERROR", undefined],
    [401, error("INVALID_AUTHENTICATION"), "auth", "INVALID_AUTHENTICATION", undefined],
    [401, error("EXPIRED_AUTHENTICATION"), "auth", "EXPIRED_AUTHENTICATION", undefined],
    [400, { status: "BAD_HUB", error: "access_denied" }, "auth", "BAD_HUB", undefined],
    [403, { status: "BAD_HUB", error: "access_denied" }, "auth", "BAD_HUB", undefined],
    [403, error("MISSING_SCOPES"), "permanent", "MISSING_SCOPES", undefined],
    [404, error("OBJECT_NOT_FOUND"), "stale", "OBJECT_NOT_FOUND", undefined],
    [409, error("CONFLICT", { message: "Contact already exists. Existing ID: 123" }), "stale", "CONFLICT", undefined],
    [409, error("CONFLICT", { message: "duplicate in the batch" }), "stale", "CONFLICT", undefined],
    [414, html, "permanent", undefined, undefined],
    [423, error("LOCKED"), "transient", "LOCKED", 2_000],
    [429, limit("TEN_SECONDLY_ROLLING"), "throttled", "TEN_SECONDLY_ROLLING", 10_000],
    [429, limit("SECONDLY"), "throttled", "SECONDLY", 1_000],
    [429, { message: "You have reached your secondly limit." }, "throttled", "SECONDLY", 1_000],
    [429, limit("DAILY"), "exhausted", "DAILY", 60 * minute],
    [429, html, "throttled", undefined, 10_000],
    [477, error("MIGRATION_IN_PROGRESS"), "exhausted", "MIGRATION_IN_PROGRESS", 60 * minute],
    [408, html, "transient", undefined, undefined],
    [500, error("INTERNAL_ERROR"), "transient", "INTERNAL_ERROR", undefined],
    [502, html, "transient", undefined, undefined],
    [503, html, "transient", undefined, undefined],
    [504, html, "transient", undefined, undefined],
    ...[521, 522, 523, 524, 525].map((status) => [status, html, "transient", undefined, undefined] as const),
    [418, html, "permanent", undefined, undefined],
    [302, html, "permanent", undefined, undefined],
  ] as const)("%i %o is %s", (status, body, kind, reason, retryAfterMs) => {
    const failure = classifyHubSpotError({ status, retryAfter: null, body }, nowMs);
    expect(failure).toMatchObject({ kind, status, reason });
    expect(failure.retryAfterMs).toBe(retryAfterMs);
    expect(failure.message).toContain(String(status));
    expect(failure.remedy).not.toBe("");
  });

  it.each([
    [477, "7200", 7_200_000],
    [429, "30", 30_000],
    [429, "1", 10_000],
    [503, "Fri, 20 Nov 2026 08:00:20 GMT", 20_000],
    [503, "Fri, 20 Nov 2026 07:00:00 GMT", 0],
    [503, "soon", undefined],
    [503, "-5", undefined],
    [503, "999999999", 86_400_000],
  ])("waits for %i with Retry-After %j: %j ms, never less than the cause calls for", (status, retryAfter, expected) => {
    expect(classifyHubSpotError({ status, retryAfter, body: html }, nowMs).retryAfterMs).toBe(expected);
  });

  it("names properties, codes and the correlation id, and nothing that was typed", () => {
    const { message, remedy, cause } = classifyHubSpotError(
      { status: 400, retryAfter: null, body: refusal("firstname", "INVALID_OPTION") },
      nowMs,
    );
    expect(message).toContain("VALIDATION_ERROR, firstname: INVALID_OPTION, correlation id c0ffee-1");
    expect(`${message} ${remedy} ${cause}`).not.toContain("grace");
  });

  it("shows no part of a body that is not what it should be", () => {
    const secret = "grace@example.com <b>";
    const body = {
      category: secret,
      policyName: secret,
      correlationId: secret,
      errors: [{ code: secret, context: { propertyName: [secret] } }, 7, null],
    };
    expect(classifyHubSpotError({ status: 400, retryAfter: null, body }, nowMs).message).not.toContain("grace");
  });

  it.each([undefined, null, [], "text", 7, { errors: "x" }, { errors: [{ context: 1 }] }, { message: "[{ broken" }])(
    "takes any body: %j",
    (body) => expect(classifyHubSpotError({ status: 400, retryAfter: null, body }, nowMs).kind).toBe("permanent"),
  );
});

describe("classifySilence", () => {
  const fetchFailed = (code: string) =>
    new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });

  it.each([
    [fetchFailed("ECONNREFUSED"), true, "transient", "ECONNREFUSED"],
    [fetchFailed("ENOTFOUND"), true, "transient", "ENOTFOUND"],
    [fetchFailed("ECONNRESET"), true, "unknown_outcome", "ECONNRESET"],
    [fetchFailed("ECONNRESET"), false, "transient", "ECONNRESET"],
    [fetchFailed("UND_ERR_SOCKET"), true, "unknown_outcome", "UND_ERR_SOCKET"],
    [new DOMException("late", "TimeoutError"), true, "unknown_outcome", "timeout"],
    [new DOMException("late", "TimeoutError"), false, "transient", "timeout"],
    [new DOMException("stop", "AbortError"), true, "unknown_outcome", "timeout"],
    [new TypeError("terminated"), true, "unknown_outcome", undefined],
    ["text", false, "transient", undefined],
  ])("%o while writing (%s) is %s", (thrown, writes, kind, reason) => {
    expect(classifySilence(thrown, writes)).toMatchObject({ kind, reason });
  });

  it("lets a failure that is already translated pass", () => {
    const translated = new IntegrationError("auth", "no", { remedy: "renew" });
    expect(classifySilence(translated, true)).toBe(translated);
  });
});
