import { bookingErrorCodes } from "@slotkit/core";
import { problemSchema, statusOfCode } from "@slotkit/core/http";
import { z } from "zod";
import type { Access, Route } from "./route.ts";
import { routes } from "./routes/index.ts";

/** A JSON value of the description. */
type Json = Readonly<Record<string, unknown>>;

/** Statuses that every route can answer, whatever it does. */
const alwaysPossible = [400, 404, 405, 422, 429, 500, 503];

/**
 * The OpenAPI 3.1 description of the HTTP API, made from the schemas that validate it. Its paths begin where the
 * description itself is served.
 */
export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: describeRoute(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "SlotKit",
      version: "1",
      description: "Bookable times and bookings. Errors are RFC 9457 problem details with a stable code.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "." }],
    paths,
    components: {
      schemas: { Problem: jsonSchemaOf(problemSchema) },
      securitySchemes: {
        manageSecret: { type: "http", scheme: "bearer", description: "The manage secret of one booking." },
        reservationSecret: { type: "http", scheme: "bearer", description: "The secret of one reservation." },
        operator: {
          type: "http",
          scheme: "bearer",
          description: "Whatever the host application accepts of operators.",
        },
      },
    },
  };
}

function describeRoute(route: Route): Json {
  return {
    operationId: operationIdOf(route),
    summary: route.summary,
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: jsonSchemaOf(route.body, "input") } },
          },
        }
      : {}),
    responses: { ...problemResponses(route), ...successResponses(route) },
    security: securityOf(route.access),
  };
}

function successResponses({ answer }: Route): Json {
  if (answer.status === 204) return { 204: { description: "Success" } };
  const { status, schema, alsoStatus } = answer;
  const content =
    typeof schema === "string"
      ? { [schema]: { schema: { type: "string" } } }
      : { "application/json": { schema: jsonSchemaOf(schema) } };
  return {
    [status]: { description: "Success", content },
    ...(alsoStatus === undefined ? {} : { [alsoStatus]: { description: "The same, with bad news", content } }),
  };
}

/** `POST /bookings/{uid}/cancel` is `postBookingsCancel`. */
function operationIdOf({ method, path }: Route): string {
  const words = path
    .split(/[/.-]/)
    .filter((word) => word !== "" && !word.startsWith("{"))
    .map((word) => word[0]?.toUpperCase() + word.slice(1));
  const single = path.endsWith("}") ? "One" : "";
  return `${method.toLowerCase()}${words.join("")}${single}`;
}

function pathParameters({ path }: Route): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters({ query }: Route): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(query, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function headerParameters({ repeatable }: Route): Json[] {
  if (!repeatable) return [];
  return [
    {
      name: "Idempotency-Key",
      description:
        "16 to 255 visible ASCII characters, new for every request that is meant once; a repeat with the same key gets the same answer.",
      in: "header",
      required: repeatable === "must",
      schema: { type: "string" },
    },
  ];
}

function problemResponses(route: Route): Json {
  const statuses = new Set(alwaysPossible);
  // Some fields of these are for those alone who show a secret or are operators.
  const mayAsk = ["/slots", "/bookings"].includes(route.path);
  if (route.access !== "anyone" || mayAsk) for (const status of [401, 403]) statuses.add(status);
  if (route.method !== "GET") for (const status of [409, 413, 415]) statuses.add(status);
  return Object.fromEntries(
    [...statuses].sort().map((status) => [
      status,
      {
        description: codesOf(status).join(", "),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

function codesOf(status: number): readonly string[] {
  return bookingErrorCodes.filter((code) => statusOfCode[code] === status);
}

function securityOf(access: Access): Json[] {
  if (access === "anyone") return [];
  if (access === "operator") return [{ operator: [] }];
  return [access === "manage" ? { manageSecret: [] } : { reservationSecret: [] }, { operator: [] }];
}

function jsonSchemaOf(schema: z.ZodType, io: "input" | "output" = "output"): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
