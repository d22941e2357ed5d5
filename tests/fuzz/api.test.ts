import { createHandler } from "@slotkit/server";
import { createSeededRandom } from "@slotkit/testing/clock";
import { composeForTest } from "@slotkit/testing/fakes";
import { expect, it } from "vitest";
import { z } from "zod";

type Json = Record<string, unknown>;
interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
}
interface Operation {
  parameters: Parameter[];
  requestBody?: { content: { "application/json": { schema: { properties?: Json; required?: string[] } } } };
  responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}

/** `SLOTKIT_FUZZ_REQUESTS=100000 npm test -- tests/fuzz` asks longer, `SLOTKIT_FUZZ_SEED` other questions. */
const requests = Number(process.env.SLOTKIT_FUZZ_REQUESTS ?? 3_000);
const random = createSeededRandom(Number(process.env.SLOTKIT_FUZZ_SEED ?? 1));
const pick = <T>(list: readonly T[]): T => list[Math.floor(random.float() * list.length)] as T;
const chance = (share: number) => random.float() < share;

/** Bad dates, zones, numbers and texts (RELIABILITY's inputs for storage and parsing), and some good ones. */
const values: readonly unknown[] = [
  "intro",
  "2026-11-23",
  "2026-11-24",
  "2026-11-23T10:00:00+01:00",
  "2026-11-23T10:30:00Z",
  "Europe/Berlin",
  "30",
  "eventType",
  "2026-02-30",
  "2026-13-01",
  "2026-11-23T24:00:00Z",
  "2026-11-23T10:00:00+99:99",
  "+010000-01-01T00:00:00Z",
  "Infinity",
  "٢٠٢٦",
  "../../etc/passwd",
  "GMT+25",
  "America/New_York\u0000",
  "'; DROP TABLE bookings; --",
  "%_\\",
  "a\u0000b",
  "\ud800",
  "\u202e",
  "",
  " ",
  "x".repeat(6_000),
  0,
  -0,
  -1,
  1.5,
  30,
  1e308,
  2 ** 53,
  true,
  false,
  null,
  [],
  [[[[[[[[[]]]]]]]]],
  {},
  { constructor: "x" },
  { toString: 1 },
  ["grace@example.org"],
  "grace@example.org",
  `a@${"a.".repeat(120)}b`,
  "bk_1~2026",
];
const good: Json = {
  eventType: "intro",
  attendee: { name: "Grace Example", email: "grace@example.org" },
  startDate: "2026-11-23",
  endDate: "2026-11-24",
  duration: "30",
  end: "2026-11-30T00:00:00Z",
  date: "2026-11-23",
};
const known: { uid: string; secret: string }[] = [];
const startOf = () =>
  new Date(
    Date.UTC(2026, 10, 23 + Math.floor(random.float() * 5), 8, 30 * Math.floor(random.float() * 16)),
  ).toISOString();
const inventValue = (name: string): unknown =>
  chance(0.8) ? (name === "start" ? startOf() : (good[name] ?? pick(values))) : pick(values);

/** As a path or query carries it. */
const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function bodyOf({ requestBody }: Operation): string | undefined {
  const schema = requestBody?.content["application/json"].schema;
  if (!schema) return chance(0.1) ? "{}" : undefined;
  if (chance(0.05))
    return pick(["", "{", "[]", "null", '{"__proto__":{}}', '{"a":1,"a":2}', "\ufeff{}", `{"a":${"[".repeat(50)}`]);
  const names = Object.keys(schema.properties ?? {}).filter((name) => schema.required?.includes(name) || chance(0.15));
  const body = Object.fromEntries(names.map((name) => [name, inventValue(name)]));
  return JSON.stringify(
    chance(0.05) ? { ...body, [pick(["status", "price", "clientId", "hostId"])]: pick(values) } : body,
  );
}

function requestOf(method: string, path: string, operation: Operation): Request {
  const { uid, secret } = known.length > 0 && chance(0.8) ? pick(known) : { uid: "bk_none", secret: "wrong" };
  const filled = path.replace(/\{(\w+)\}/g, (_all, name) =>
    encodeURIComponent(
      name === "uid" ? uid : chance(0.7) ? "intro" : textOf(pick(values)).replace(/\p{Surrogate}/gu, ""),
    ),
  );
  const query = new URLSearchParams();
  for (const { name, required } of operation.parameters.filter((parameter) => parameter.in === "query")) {
    if (required ? chance(0.95) : chance(0.2)) query.append(name, textOf(inventValue(name)));
    if (chance(0.02)) query.append(name, "again");
  }
  if (chance(0.02)) query.append(pick(["__proto__", "constructor", "hostId"]), "x");
  const headers = new Headers();
  const bearer = pick([secret, secret, "wrong", "operator-token", "operator-token", null]);
  if (bearer !== null) headers.set("Authorization", `Bearer ${bearer}`);
  if (method !== "get")
    headers.set(
      "Content-Type",
      chance(0.97) ? "application/json" : pick(["text/plain", "application/x-www-form-urlencoded"]),
    );
  if (chance(0.9))
    headers.set("Idempotency-Key", chance(0.9) ? `key-${Math.floor(random.float() * 1e15)}-0000` : "short");
  const body = method === "get" ? undefined : bodyOf(operation);
  const search = query.size > 0 ? `?${query}` : "";
  return new Request(`http://localhost${filled}${search}`, {
    method: method.toUpperCase(),
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

it(`answers ${requests} requests made from its own description as described, and none with 5xx`, async () => {
  const { slotkit } = composeForTest();
  await slotkit.migrate();
  const handler = createHandler(slotkit, {
    rateLimits: false,
    isOperator: (request) =>
      request.headers.get("Authorization") === "Bearer operator-token" ? { clients: "*" } : null,
  });
  const document = await (await handler(new Request("http://localhost/openapi.json"))).json();
  const schemas = new Map<unknown, z.ZodType>();
  const schemaOf = (schema: Json): z.ZodType => {
    const known = schemas.get(schema);
    if (known) return known;
    const read = z.fromJSONSchema(schema.$ref === undefined ? schema : document.components.schemas.Problem);
    schemas.set(schema, read);
    return read;
  };
  const operations = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const statuses = new Map<number, number>();
  for (let count = 0; count < requests; count++) {
    const { path, method, operation } = pick(operations);
    const request = requestOf(method, path, operation);
    const response = await handler(request);
    const text = await response.text();
    const told = `${method} ${request.url.slice(0, 300)} answered ${response.status} ${text.slice(0, 300)}`;
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    const described = operation.responses[response.status];
    expect(response.status < 500, told).toBe(true);
    expect(described, `undocumented: ${told}`).toBeDefined();
    const [type = ""] = (response.headers.get("Content-Type") ?? "").split(";");
    if (described?.content) {
      expect(Object.keys(described.content), told).toContain(type);
      const schema = described.content[type]?.schema;
      if (schema && type.includes("json")) {
        const read = schemaOf(schema).safeParse(JSON.parse(text));
        expect(read.success ? [] : read.error.issues, told).toEqual([]);
      }
    }
    if (response.status < 300 && type === "application/json") {
      const { uid, manage } = JSON.parse(text);
      if (manage) known.push({ uid, secret: manage.secret });
    }
  }
  expect(known.length).toBeGreaterThan(5);
  expect([200, 201, 400, 401, 403, 404, 409, 422].filter((status) => !statuses.has(status))).toEqual([]);
}, 600_000);
