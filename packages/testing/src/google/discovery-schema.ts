import { readFileSync } from "node:fs";
import { badRequest, type GoogleError, invalid, missing } from "./google-error.ts";
import { type DiscoverySchema, findViolations, type SchemaViolation, scalarFault } from "./validate-value.ts";

interface DiscoveryParameter extends DiscoverySchema {
  location: "path" | "query";
  required?: boolean;
  repeated?: boolean;
}

/** One method of the API as the discovery document describes it. */
export interface DiscoveryMethod {
  id: string;
  httpMethod: string;
  /** Template such as `calendars/{calendarId}/events`, relative to `basePath`. */
  path: string;
  parameters?: Record<string, DiscoveryParameter>;
  request?: { $ref: string };
  response?: { $ref: string };
  scopes: string[];
}

interface DiscoveryDocument {
  basePath: string;
  parameters: Record<string, DiscoveryParameter>;
  resources: Record<string, { methods: Record<string, DiscoveryMethod> }>;
  schemas: Record<string, DiscoverySchema>;
}

export type ParameterValue = string | number | boolean | string[];

/** A request line that the API knows: the method, and what its path template held. */
export interface MatchedMethod {
  method: DiscoveryMethod;
  pathParameters: Record<string, string>;
}

// One path for both homes of this module: `src/google` while developing and `dist/google` when built; `src` is published too.
const DOCUMENT = new URL("../../src/google/calendar-v3.discovery.json", import.meta.url);

const document: DiscoveryDocument = JSON.parse(readFileSync(DOCUMENT, "utf8"));
const methods = Object.values(document.resources).flatMap((resource) => Object.values(resource.methods));

/** The schema of one resource, such as `Event`. */
export function resourceSchema(name: string): DiscoverySchema {
  const schema = document.schemas[name];
  if (schema === undefined) throw new Error(`The discovery document has no schema "${name}".`);
  return schema;
}

/** Finds the method of a request line, or `undefined` when the API has none. `path` is the raw path, not yet decoded. */
export function findMethod(httpMethod: string, path: string): MatchedMethod | undefined {
  if (!path.startsWith(document.basePath)) return undefined;
  const segments = path.slice(document.basePath.length).split("/");
  for (const method of methods) {
    const pathParameters = method.httpMethod === httpMethod ? matchTemplate(method.path, segments) : undefined;
    if (pathParameters !== undefined) return { method, pathParameters };
  }
  return undefined;
}

function matchTemplate(template: string, segments: string[]): Record<string, string> | undefined {
  const wanted = template.split("/");
  if (wanted.length !== segments.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = segments[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined && segment !== "") found[name] = decodeURIComponent(segment);
    else if (part !== segment) return undefined;
  }
  return found;
}

/**
 * Reads the query of a request into the types its method declares.
 *
 * @throws {GoogleError} 400 for a parameter that the method does not have, one given twice that may not be, or a value
 *   that does not fit.
 */
export function readQuery(method: DiscoveryMethod, query: URLSearchParams): Record<string, ParameterValue> {
  const read: Record<string, ParameterValue> = {};
  for (const name of new Set(query.keys())) {
    const parameter = method.parameters?.[name] ?? document.parameters[name];
    if (parameter?.location !== "query") throw badRequest(unknownParameter(name));
    const values = query.getAll(name);
    if (!parameter.repeated && values.length > 1) throw invalid(`The parameter "${name}" may be given once only.`);
    const typed = values.map((value) => readParameter(name, parameter, value));
    read[name] = parameter.repeated ? typed.map(String) : (typed[0] ?? "");
  }
  return read;
}

function readParameter(name: string, parameter: DiscoveryParameter, text: string): string | number | boolean {
  const value = parseText(parameter.type, text);
  // A date-time in a query must carry its offset, as in an answer.
  const fault = scalarFault(parameter, value, "answer");
  if (fault !== undefined) throw invalid(`Invalid value for ${name}: ${fault}.`);
  return value;
}

function parseText(type: string | undefined, text: string): string | number | boolean {
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (type === "integer" && /^-?\d+$/.test(text)) return Number(text);
  return text;
}

function unknownParameter(name: string): string {
  return `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`;
}

/** Checks the body of a request. @throws {GoogleError} 400 with Google's reason for the first thing wrong with it. */
export function checkRequestBody(method: DiscoveryMethod, body: unknown): void {
  if (method.request === undefined) return;
  const context = { schemas: document.schemas, methodId: method.id, direction: "request" } as const;
  const first = findViolations(method.request, body, context)[0];
  if (first !== undefined) throw refusal(first);
}

function refusal({ kind, path, message }: SchemaViolation): GoogleError {
  if (kind === "unknown") return badRequest(`Invalid JSON payload received. ${message}`);
  if (kind === "missing") return missing(`Missing ${path}${path === "start" || path === "end" ? " time" : ""}.`);
  return invalid(`Invalid value for ${path || "the body"}: ${message}.`);
}

/** Lists how one of our own answers departs from what the method promises; a method without a response sends nothing. */
export function answerViolations(method: DiscoveryMethod, body: unknown): string[] {
  if (method.response === undefined) return body === undefined ? [] : [`${method.id} answers without a body`];
  const found = findViolations(method.response, body, { schemas: document.schemas, direction: "answer" });
  return found.map(({ path, message }) => `${method.id}: ${path || "body"}: ${message}`);
}
