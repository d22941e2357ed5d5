import { createHandler } from "@slotkit/server";
import { composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";
import { routes } from "./index.ts";

const changing = routes.filter(({ method }) => method !== "GET");

/** Every path with ids that lead to nothing. */
const pathOf = ({ path }: { path: string }) => path.replace(/\{\w+\}/g, "bk_00000000000000000000000000");

function send(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const { slotkit } = composeForTest();
  const handler = createHandler(slotkit, { rateLimits: false });
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

  it.each(
    changing
      .filter(({ access, body }) => access === "anyone" && body)
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )("%s takes JSON alone", async (_name, route) => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      const answer = await send(route.method, pathOf(route), { "Content-Type": type }, "{}");
      expect([401, 403, 415]).toContain(answer.status);
    }
  });
});
