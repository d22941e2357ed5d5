import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createSlotKit, type SlotKit } from "@slotkit/core";
import { createHandler } from "@slotkit/server";
import { toNodeHandler } from "@slotkit/server/node";
import express from "express";
import { compose } from "./compose.ts";
import { readEnvironment } from "./environment.ts";
import { pages } from "./pages.ts";
import { type StandIns, startStandIns } from "./stand-ins.ts";
import { summaryOf } from "./summary.ts";

/** The example while it runs. */
export interface Example {
  url: string;
  slotkit: SlotKit;
  standIns: StandIns;
  operatorToken: string;
  /** What a developer should know of this run, ready to print. */
  summary: string;
  close(): Promise<void>;
}

/** Starts the whole host: stand-ins where a credential is missing, storage, API, pages. */
export async function startExample(variables: Readonly<Record<string, string | undefined>>): Promise<Example> {
  const environment = readEnvironment(variables);
  const standIns = await startStandIns(environment);
  const app = express().disable("x-powered-by");
  const server = createServer(patience, app);
  let started: SlotKit | null = null;
  try {
    const port = await listen(server, environment.port, environment.host);
    const url = environment.publicUrl ?? `http://localhost:${port}`;
    const slotkit = createSlotKit(compose(environment, standIns, url));
    started = slotkit;
    await slotkit.start();
    const operatorToken = environment.operatorToken ?? randomBytes(24).toString("base64url");
    const handler = createHandler(slotkit, {
      allowedOrigins: environment.allowedOrigins,
      isOperator: (request) => (isBearer(request, operatorToken) ? { clients: "*" } : null),
    });
    app.use("/api", toNodeHandler(handler, { trustedProxies: environment.trustedProxies }));
    app.use(pages(standIns));
    return {
      url,
      slotkit,
      standIns,
      operatorToken,
      summary: summaryOf(environment, standIns, url, operatorToken),
      async close() {
        await stopServing(server);
        await slotkit.stop();
        await standIns.close();
      },
    };
  } catch (error) {
    server.close();
    await started?.stop();
    await standIns.close();
    throw error;
  }
}

/** How long somebody may take to send a request, so that slow senders cannot take up every connection. */
const patience = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };

/** How long requests that are under way may take when the program is told to stop. */
const lastRequestsMs = 5_000;

/** Takes no new requests and lets those under way finish. */
async function stopServing(server: Server): Promise<void> {
  const closed = new Promise((done) => server.close(done));
  server.closeIdleConnections();
  const giveUp = setTimeout(() => server.closeAllConnections(), lastRequestsMs);
  await closed;
  clearTimeout(giveUp);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Equal lengths are compared in the same time whatever they hold. */
function isBearer(request: Request, token: string): boolean {
  const given = Buffer.from(request.headers.get("Authorization") ?? "");
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
