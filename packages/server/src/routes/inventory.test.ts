import { createHandler } from "@slotkit/server";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";
import { routes } from "./index.ts";

const changing = routes.filter(({ method }) => method !== "GET");

const allClients = { clients: "*" } as const;
const operator = { Authorization: "Bearer operator" };

/** Every path with ids that lead to nothing. */
const pathOf = ({ path }: { path: string }) => path.replace(/\{\w+\}/g, "bk_00000000000000000000000000");

function send(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const { slotkit } = composeForTest();
  const isOperator = ({ headers }: Request) => (headers.get("Authorization") === "Bearer operator" ? allClients : null);
  const handler = createHandler(slotkit, { rateLimits: false, isOperator });
  return handler(new Request(`http://localhost${path}`, { method, headers, ...(body === undefined ? {} : { body }) }));
}

describe("the route inventory", () => {
  it("declares for every route who may call it", () => {
    expect(routes.map(({ access }) => access).filter((access) => !access)).toEqual([]);
    const names = routes.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(
    routes
      .filter(({ access }) => access !== "anyone")
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )("%s refuses who shows nothing, or the wrong thing", async (_name, route) => {
    const json = { "Content-Type": "application/json" };
    const body = route.method === "GET" ? undefined : "{}";
    const nothing = await send(route.method, pathOf(route), json, body);
    const wrong = await send(route.method, pathOf(route), { ...json, Authorization: "Bearer wrong" }, body);
    expect(nothing.status).toBe(401);
    expect([401, 403, 404]).toContain(wrong.status);
  });

  it.each(changing.map((route) => [`${route.method} ${route.path}`, route] as const))(
    "%s cannot be had by GET, HEAD, or another method that a header names",
    async (_name, route) => {
      const isRead = routes.some(({ method, path }) => method === "GET" && path === route.path);
      if (isRead) return;
      for (const method of ["GET", "HEAD"]) {
        const answer = await send(method, pathOf(route), { "X-HTTP-Method-Override": route.method });
        expect([404, 405]).toContain(answer.status);
      }
    },
  );

  it.each(changing.map((route) => [`${route.method} ${route.path}`, route] as const))(
    "%s takes JSON alone, with a body or without",
    async (_name, route) => {
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
        for (const body of ["{}", "", undefined]) {
          const answer = await send(route.method, pathOf(route), { "Content-Type": type, ...operator }, body);
          expect([answer.status, (await answer.json()).code]).toEqual([415, "unsupported_media_type"]);
        }
      }
    },
  );

  it.each(changing.filter(({ body }) => !body).map((route) => [`${route.method} ${route.path}`, route] as const))(
    "%s takes no body but an empty one",
    async (_name, route) => {
      const json = { "Content-Type": "application/json", ...operator };
      const outcomes = async (body: string | undefined) => {
        const { status } = await send(route.method, pathOf(route), body === undefined ? operator : json, body);
        return status;
      };
      for (const body of [undefined, "", "{}"]) expect([200, 204, 403, 404, 409]).toContain(await outcomes(body));
      expect(await outcomes('{"uid":"other"}')).toBe(422);
      expect(await outcomes("[]")).toBe(400);
      expect(await outcomes(`{"a":"${"x".repeat(70_000)}"}`)).toBe(413);
    },
  );
});
