import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { answerWithFault } from "./answer-with-fault.ts";
import type { Fault } from "./fault-script.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server whose every request is spoilt by `fault`; `committed` counts those that took effect. */
async function spoiltServer(fault: Fault | undefined) {
  const seen = { committed: 0 };
  const produce = () => {
    seen.committed += 1;
    return { status: 200, body: JSON.stringify({ text: "x".repeat(100) }) };
  };
  const server = createServer((_request, response) => void answerWithFault(response, fault, produce));
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, seen };
}

describe("answerWithFault", () => {
  it("sends the true answer when nothing is wrong", async () => {
    const { url, seen } = await spoiltServer(undefined);
    const response = await fetch(url);
    expect(response.headers.get("content-type")).toBe("application/json; charset=UTF-8");
    expect(await response.json()).toEqual({ text: "x".repeat(100) });
    expect(seen.committed).toBe(1);
  });

  it("answers an HTML page in place of the truth, before anything takes effect", async () => {
    const { url, seen } = await spoiltServer({ kind: "answer", status: 502, body: "<h1>Bad Gateway</h1>" });
    const response = await fetch(url);
    expect(response.status).toBe(502);
    expect(response.headers.get("content-type")).toBe("text/html; charset=UTF-8");
    expect(await response.text()).toBe("<h1>Bad Gateway</h1>");
    expect(seen.committed).toBe(0);
  });

  it("answers an error as JSON with its headers, after the request took effect when so scripted", async () => {
    const fault: Fault = {
      kind: "answer",
      status: 503,
      headers: { "retry-after": "5" },
      body: { error: {} },
      commit: true,
    };
    const { url, seen } = await spoiltServer(fault);
    const response = await fetch(url);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(await response.json()).toEqual({ error: {} });
    expect(seen.committed).toBe(1);
  });

  it.each([
    { commit: false, committed: 0 },
    { commit: true, committed: 1 },
  ])("resets the connection (commit: $commit)", async ({ commit, committed }) => {
    const { url, seen } = await spoiltServer({ kind: "reset", commit });
    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
    expect(seen.committed).toBe(committed);
  });

  it("sends half of the body and then resets", async () => {
    const { url, seen } = await spoiltServer({ kind: "halfBody" });
    const response = await fetch(url);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(seen.committed).toBe(1);
  });

  it("never answers until the caller gives up", async () => {
    const { url, seen } = await spoiltServer({ kind: "hang", commit: true });
    const caller = new AbortController();
    const pending = fetch(url, { signal: caller.signal });
    await expect.poll(() => seen.committed).toBe(1);
    caller.abort();
    await expect(pending).rejects.toThrow("aborted");
  });

  it("sends the true answer later", async () => {
    const { url } = await spoiltServer({ kind: "delay", delayMs: 30 });
    const started = performance.now();
    await fetch(url);
    expect(performance.now() - started).toBeGreaterThanOrEqual(25);
  });
});
