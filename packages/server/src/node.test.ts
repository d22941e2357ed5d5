import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type RequestOptions,
  request as send,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { BookingView } from "@slotkit/core/http";
import { createHandler } from "@slotkit/server";
import { toNodeHandler } from "@slotkit/server/node";
import { composeForTest } from "@slotkit/testing/fakes";
import express from "express";
import { afterEach, describe, expect, it } from "vitest";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Listens on a free port of this machine; answers its address. */
async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Asks without `fetch`, which refuses some methods itself and keeps its connections to itself. */
function ask(url: string, options: RequestOptions, content?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    send(url, options, (answer) => {
      text(answer).then((read) => resolve({ status: answer.statusCode, headers: answer.headers, text: read }), reject);
    })
      .on("error", reject)
      .end(content);
  });
}

const body = JSON.stringify({
  eventType: "intro",
  start: "2026-11-23T10:00:00+01:00",
  attendee: { name: "Zoë Example", email: "zoe@example.org" },
});
const headers = { "Content-Type": "application/json", "Idempotency-Key": "0123456789abcdef" };

describe("toNodeHandler", () => {
  it("serves plain node:http, bodies and all", async () => {
    const { slotkit } = composeForTest();
    const url = await listen(toNodeHandler(createHandler(slotkit)));
    const answer = await fetch(`${url}/bookings`, { method: "POST", headers, body });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ attendee: { name: "Zoë Example" } });
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it("is mounted below a path in Express", async () => {
    const { slotkit } = composeForTest();
    const url = await listen(express().use("/api", toNodeHandler(createHandler(slotkit))));
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    expect((await fetch(`${url}/api/nothing`)).status).toBe(404);
  });

  it("says where a booking and the routes are, wherever they are mounted", async () => {
    const { slotkit } = composeForTest();
    const url = await listen(express().use("/api", toNodeHandler(createHandler(slotkit))));
    const booked = await fetch(`${url}/api/bookings`, { method: "POST", headers, body });
    const { uid, manage } = (await booked.json()) as BookingView;
    const location = new URL(booked.headers.get("Location") ?? "", booked.url);
    expect(location.pathname).toBe(`/api/bookings/${uid}`);
    const read = await fetch(location, { headers: { Authorization: `Bearer ${manage?.secret}` } });
    expect(read.status).toBe(200);
    const description = await fetch(`${url}/api/openapi.json`);
    const { servers, paths } = (await description.json()) as { servers: { url: string }[]; paths: object };
    expect(new URL(servers[0]?.url ?? "", description.url).pathname).toBe("/api/");
    expect(Object.keys(paths)).toContain("/slots");
  });

  it("works behind a body parser that has read the stream", async () => {
    const { slotkit } = composeForTest();
    const url = await listen(
      express()
        .use(express.json())
        .use("/api", toNodeHandler(createHandler(slotkit))),
    );
    const answer = await fetch(`${url}/api/bookings`, { method: "POST", headers, body });
    expect(answer.status).toBe(201);
  });

  it("refuses a body that is too large while it still comes in", async () => {
    const { slotkit } = composeForTest();
    const url = await listen(toNodeHandler(createHandler(slotkit)));
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = send(`${url}/bookings`, { method: "POST", headers }, (answer) => {
        resolve(answer.statusCode);
        request.destroy();
      });
      request.on("error", reject);
      // Chunked and never ended: only what has arrived can be judged.
      request.write("x".repeat(70_000));
    });
    expect(status).toBe(413);
  });

  it("believes X-Forwarded-For only as far as it was told", async () => {
    const { slotkit } = composeForTest();
    const limits = { rateLimits: { readsPerMinute: 1 } };
    const strict = await listen(toNodeHandler(createHandler(slotkit, limits)));
    const proxied = await listen(toNodeHandler(createHandler(slotkit, limits), { trustedProxies: 1 }));
    const statusOf = async (url: string, forwarded: string) =>
      (await fetch(`${url}/health`, { headers: { "X-Forwarded-For": forwarded } })).status;
    expect([await statusOf(strict, "192.0.2.1"), await statusOf(strict, "192.0.2.2")]).toEqual([200, 429]);
    expect([await statusOf(proxied, "192.0.2.1"), await statusOf(proxied, "192.0.2.2")]).toEqual([200, 200]);
    // What a client writes in front of the proxy's own entry changes nothing.
    expect(await statusOf(proxied, "203.0.113.9, 192.0.2.1")).toBe(429);
  });

  it("survives a request line and a host that make no URL", async () => {
    const { slotkit } = composeForTest();
    const url = await listen(toNodeHandler(createHandler(slotkit)));
    const { hostname, port } = new URL(url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const options = { hostname, port, path: "//%%", headers: { Host: "not a host" } };
      send(options, (answer) => resolve(answer.statusCode))
        .on("error", reject)
        .end();
    });
    expect(status).toBe(404);
  });

  it.each(["TRACE", "PROPFIND"])("refuses %s with what the address takes", async (method) => {
    const { slotkit } = composeForTest();
    const url = await listen(toNodeHandler(createHandler(slotkit)));
    const answer = await ask(`${url}/health`, { method });
    expect([answer.status, answer.headers["content-type"], answer.headers.allow]).toEqual([
      405,
      "application/problem+json",
      "GET, HEAD, OPTIONS",
    ]);
    expect(JSON.parse(answer.text)).toMatchObject({ code: "method_not_allowed" });
  });

  it("leaves an answer alone that the host gave meanwhile", async () => {
    const handled = Promise.withResolvers<void>();
    const slow = toNodeHandler(async () => {
      await handled.promise;
      return new Response("late", { status: 200 });
    });
    const done = Promise.withResolvers<unknown>();
    const url = await listen((incoming, outgoing) => {
      Promise.resolve(slow(incoming, outgoing)).then(done.resolve, done.reject);
      outgoing.writeHead(504).write("too ");
      handled.resolve();
      setImmediate(() => outgoing.end("slow"));
    });
    const answer = await ask(url, { method: "GET" });
    await done.promise;
    expect([answer.status, answer.text]).toEqual([504, "too slow"]);
  });

  it("hangs up, and no more, when a handler breaks its word", async () => {
    const done = Promise.withResolvers<unknown>();
    const broken = toNodeHandler(() => Promise.reject(new Error("broken")));
    const url = await listen((incoming, outgoing) => {
      Promise.resolve(broken(incoming, outgoing)).then(done.resolve, done.reject);
    });
    await expect(ask(url, { method: "GET" })).rejects.toThrow("socket hang up");
    await done.promise;
  });

  it.each([
    ["before it is read", {}, "/bookings/bk_1/cancel", 401],
    ["while it is read", { "Transfer-Encoding": "chunked" }, "/bookings", 413],
  ])("keeps the connection usable when a large body is refused %s", async (_when, framing, path, status) => {
    const { slotkit } = composeForTest();
    const url = await listen(toNodeHandler(createHandler(slotkit)));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    closers.push(() => agent.destroy());
    const large = await ask(
      `${url}${path}`,
      { method: "POST", headers: { ...headers, ...framing }, agent },
      "x".repeat(5_000_000),
    );
    const next = await ask(`${url}/health`, { agent });
    expect([large.status, next.status]).toEqual([status, 200]);
  });
});
