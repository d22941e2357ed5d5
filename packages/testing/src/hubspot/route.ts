import { invalid } from "./hubspot-refusal.ts";
import type { ModelName } from "./models.ts";
import type { Portal } from "./portal.ts";

/** A request that has passed the door: authorised, its path parsed, its body checked against the route's model. */
export interface RouteRequest {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Shaped as the route's `accepts` says; `undefined` if the route takes none. */
  body: unknown;
}

/** What a handler says; `body` is checked against the model before it is sent. */
export interface RouteAnswer {
  status: number;
  body?: object;
  /** The generated model of `body`. Left out for the few answers of which there is no model. */
  model?: ModelName;
}

export interface Route {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** A canonical path, `{name}` for a variable segment. */
  path: string;
  /** The model of the request's body. Left out where there is none. */
  accepts?: ModelName;
  /** Scopes the token must have. Left out: none. */
  scopes?: readonly string[];
  /** @throws {HubSpotRefusal} what HubSpot would decline. */
  handle(request: RouteRequest, portal: Portal): RouteAnswer;
}

/** A route that fits and the variable parts of the path. */
export interface RouteMatch {
  route: Route;
  params: Record<string, string>;
}

/** The first route for this method and canonical path. Fixed paths stand before variable ones in the list. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  for (const route of routes) {
    const params = route.method === method ? paramsOf(route.path, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split("/");
  const actual = path.split("/");
  if (expected.length !== actual.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const value = actual[index] ?? "";
    if (segment.startsWith("{")) params[segment.slice(1, -1)] = decode(value);
    else if (segment !== value) return undefined;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw invalid(`The path segment ${segment} is not well encoded`);
  }
}
