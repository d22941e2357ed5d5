import type { Storage } from "@slotkit/core";
import { createSeededRandom, type FakeClock } from "@slotkit/testing/clock";
import { expect } from "vitest";
import { type Operation, readDescription } from "./description.ts";
import { composeFuzzed } from "./fuzz-api.ts";
import { createDice, learnFrom, makeRequest, operatorToken, type Pools } from "./make-request.ts";
import { type Send, walkCatalog, walkHold, walkLife } from "./walk-life.ts";

export interface FuzzOptions {
  requests: number;
  seed: number;
  makeStorage(clock: FakeClock): Storage;
}

/**
 * Sends an API requests made from its own description, and lives of bookings, holds and event types between them. Every
 * answer is held to the description.
 *
 * @returns How often each status was answered.
 */
export async function runFuzz({ requests, seed, makeStorage }: FuzzOptions): Promise<ReadonlyMap<number, number>> {
  const dice = createDice(createSeededRandom(seed));
  const isOperator = ({ headers }: Request) =>
    headers.get("Authorization") === `Bearer ${operatorToken}` ? ({ clients: "*" } as const) : null;
  const { api, restoreCatalog } = await composeFuzzed(makeStorage, { isOperator });
  const { operations, faultOf } = await readDescription(api);
  const pools: Pools = { bookings: [], reservations: [], formTokens: [] };
  const statuses = new Map<number, number>();

  async function ask(operation: Operation, request: Request) {
    const told = `${request.method} ${request.url.slice(0, 300)}`;
    const response = await api(request);
    const text = await response.text();
    const [type = ""] = (response.headers.get("Content-Type") ?? "").split(";");
    const { status } = response;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const fault = faultOf(operation, { status, type, text });
    expect(fault, `${told} answered ${status} ${text.slice(0, 300)}, which ${fault}`).toBeNull();
    if (status < 300 && type === "application/json") learnFrom(text, pools);
    return { status, json: type.includes("json") ? JSON.parse(text) : {} };
  }

  const matches = (path: string, { path: pattern }: Operation) =>
    new RegExp(`^${pattern.replace(/\{\w+\}/g, "[^/]+")}$`).test(path);
  const send: Send = (method, path, { body, bearer } = {}) => {
    const found = operations.filter((operation) => operation.method === method && matches(path, operation));
    // Literal segments win, as they do in the router.
    const operation = found.find((one) => !one.path.includes("{")) ?? found[0];
    if (!operation) throw new Error(`${method} ${path} is not described.`);
    const headers = {
      ...(body && { "Content-Type": "application/json" }),
      ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
      "Idempotency-Key": `key-of-a-walk-${dice.below(1e15)}`,
    };
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    return ask(operation, new Request(`http://localhost${path}`, init));
  };

  for (let count = 0, sinceRestored = Number.POSITIVE_INFINITY; count < requests; ) {
    if (sinceRestored > 100) {
      await restoreCatalog();
      sinceRestored = 0;
    }
    if (dice.chance(0.02)) {
      // A life needs the catalog that its expectations were written for.
      await restoreCatalog();
      count += await dice.pick([walkLife, walkLife, walkHold, walkCatalog])(send, dice);
    } else {
      const operation = dice.pick(operations);
      await ask(operation, makeRequest(operation, dice, pools));
      count++;
      sinceRestored++;
    }
  }
  expect(pools.bookings.length).toBeGreaterThan(5);
  expect(pools.reservations.length).toBeGreaterThan(1);
  return statuses;
}
