import type { IncomingHttpHeaders } from "node:http";
import type { HttpAnswer } from "../faults/fault-script.ts";
import type { ApiCall, ApiResult, ApiRoute } from "./api-call.ts";
import {
  answerViolations,
  checkRequestBody,
  type DiscoveryMethod,
  findMethod,
  type MatchedMethod,
  readQuery,
} from "./discovery-schema.ts";
import { badRequest, GoogleError, invalid, notPlayed } from "./google-error.ts";
import { selectFields } from "./select-fields.ts";
import type { Grant, TokenEndpoint } from "./token-endpoint.ts";

/** A request as it came off the socket, its body read to the end. */
export interface ReceivedRequest {
  method: string;
  /** Raw path without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface ApiRouterOptions {
  /** By method id of the discovery document, such as `calendar.events.insert`. */
  routes: Readonly<Record<string, ApiRoute>>;
  tokens: TokenEndpoint;
  /** Told of an answer of ours that departs from the discovery document. */
  onViolation(violation: string): void;
}

/**
 * Takes a request through what every method has in common: the token, its scopes, the parameters, the body, and on the
 * way back the promise that the discovery document makes about the answer.
 */
export function createApiRouter({ routes, tokens, onViolation }: ApiRouterOptions) {
  return (request: ReceivedRequest): HttpAnswer => {
    try {
      const matched = findRequestMethod(request);
      if (matched === undefined) return unknownPath();
      const { method } = matched;
      const route = routes[method.id];
      const grant = tokens.check(request.headers.authorization);
      checkScopes(method, grant);
      if (route === undefined) throw notPlayed(method.id);
      const call = readCall(request, matched, grant);
      return checkedAnswer(method, call, route(call), onViolation);
    } catch (error) {
      if (error instanceof GoogleError) return error.toAnswer();
      throw error;
    }
  };
}

function findRequestMethod({ method, path }: ReceivedRequest): MatchedMethod | undefined {
  try {
    return findMethod(method, path);
  } catch (error) {
    if (error instanceof URIError) throw badRequest("Bad Request");
    throw error;
  }
}

function checkScopes(method: DiscoveryMethod, { scopes }: Grant): void {
  if (method.scopes.some((scope) => scopes.includes(scope))) return;
  throw new GoogleError({
    status: 403,
    reason: "insufficientPermissions",
    message: "Request had insufficient authentication scopes.",
    details: { status: "PERMISSION_DENIED", reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" },
  });
}

function readCall(request: ReceivedRequest, { method, pathParameters }: MatchedMethod, caller: Grant): ApiCall {
  const query = readQuery(method, request.query);
  return {
    caller,
    pathParameters,
    query,
    body: readBody(method, request),
    ifMatch: request.headers["if-match"],
    ifNoneMatch: request.headers["if-none-match"],
  };
}

function readBody(method: DiscoveryMethod, { body, headers }: ReceivedRequest): Record<string, unknown> {
  if (method.request === undefined) return {};
  if (!/^application\/json\b/i.test(headers["content-type"] ?? ""))
    throw badRequest("The body must be application/json.");
  const value = parseBody(body);
  checkRequestBody(method, value);
  if (typeof value !== "object" || value === null) throw invalid("The body must be an object.");
  return { ...value };
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new GoogleError({ status: 400, reason: "parseError", message: "Parse Error" });
  }
}

function checkedAnswer(
  method: DiscoveryMethod,
  { query }: ApiCall,
  { body, etag, status = body === undefined ? 204 : 200 }: ApiResult,
  onViolation: (violation: string) => void,
): HttpAnswer {
  const headers = etag === undefined ? {} : { etag };
  if (status === 304) return { status, headers };
  const violations = answerViolations(method, body);
  if (violations.length > 0) {
    violations.forEach(onViolation);
    throw new GoogleError({
      status: 500,
      domain: "standIn",
      reason: "schemaViolation",
      message: violations.join("; "),
    });
  }
  if (body === undefined) return { status, headers };
  const shown = typeof query.fields === "string" ? selectFields(body, query.fields) : body;
  return { status, headers, body: JSON.stringify(shown) };
}

/** Google answers a page, not JSON, to a path that no API has. */
function unknownPath(): HttpAnswer {
  const headers = { "content-type": "text/html; charset=UTF-8" };
  return { status: 404, headers, body: "<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>" };
}
