import { describe, expect, it } from "vitest";
import { createAccess } from "./access.ts";
import { handleRequest, type RequestContext } from "./handle-request.ts";
import { createPortal } from "./portal.ts";
import { createRateLimiter, freeAccountLimits } from "./rate-limiter.ts";

function createContext(): RequestContext {
  const now = () => Date.UTC(2026, 10, 20);
  const limiter = createRateLimiter(freeAccountLimits, now);
  const access = createAccess({ token: "t", oauth: undefined, now });
  return { portal: createPortal({ now, searchLagMs: 0 }), access, scopes: null, limiter, violations: [] };
}

const request = (method: string, path: string, text = "") => ({
  method,
  url: new URL(path, "http://stand-in"),
  authorization: "Bearer t",
  text,
});

describe("handleRequest", () => {
  it("records an answer of its own that HubSpot's models do not know, and answers 500", () => {
    const context = createContext();
    const { registry } = context.portal.contacts;
    const odd = { ...registry.get("city"), name: "odd", colour: "red" };
    registry.create(odd);
    const answer = handleRequest(request("GET", "/crm/v3/properties/contacts/odd"), context);
    expect(answer.status).toBe(500);
    expect(context.violations).toEqual(["GET /crm/v3/properties/contacts/odd: $.colour: unknown field"]);
  });

  it("refuses a body that is not JSON", () => {
    const answer = handleRequest(request("POST", "/crm/v3/objects/contacts", "{"), createContext());
    expect(answer.status).toBe(400);
  });
});
