import type { HttpAnswer } from "../faults/fault-script.ts";
import type { Access, Admission } from "./access.ts";
import { accountRoute } from "./account-route.ts";
import { associationRoutes } from "./association-routes.ts";
import { batchRoutes } from "./batch-routes.ts";
import { canonicalPath } from "./canonical-path.ts";
import { errorBody, rateLimitBody, refusalBody } from "./error-body.ts";
import { HubSpotRefusal, invalid, missingScopes, notFound } from "./hubspot-refusal.ts";
import { mergeRoute } from "./merge-route.ts";
import { checkModel } from "./models.ts";
import { objectRoutes } from "./object-routes.ts";
import { ownerRoutes } from "./owner-routes.ts";
import type { Portal } from "./portal.ts";
import { propertyRoutes } from "./property-routes.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { matchRoute, type Route, type RouteAnswer } from "./route.ts";
import { missingScope } from "./scopes.ts";
import { searchRoute } from "./search-route.ts";
import { answerTokenRequest, isTokenEndpoint } from "./token-endpoint.ts";

/** A request as it came off the socket. */
export interface IncomingRequest {
  method: string;
  url: URL;
  authorization: string | undefined;
  /** Empty if there is none. */
  text: string;
}

export interface RequestContext {
  portal: Portal;
  access: Access;
  /** What the token may do; null for everything. */
  scopes: readonly string[] | null;
  limiter: RateLimiter;
  /** Where answers of ours that HubSpot's own models do not know are recorded. */
  violations: string[];
}

const routes: readonly Route[] = [
  mergeRoute,
  searchRoute,
  ...batchRoutes,
  ...associationRoutes,
  ...objectRoutes,
  ...propertyRoutes,
  ...ownerRoutes,
  accountRoute,
];

const refusals: Readonly<Record<Exclude<Admission, "admitted">, object>> = {
  wrong: errorBody("INVALID_AUTHENTICATION", "The access token is missing, wrong or revoked"),
  expired: errorBody("EXPIRED_AUTHENTICATION", "The access token has expired"),
  disconnected: { status: "BAD_HUB", error: "access_denied" },
};

/** Answers one request: token, rate, path, body, then the route itself. Never throws for what a caller can do. */
export function handleRequest(request: IncomingRequest, context: RequestContext): HttpAnswer {
  const isSearch = request.url.pathname.endsWith("/search");
  const headers = () => (isSearch ? {} : context.limiter.headers());
  if (isTokenEndpoint(request.method, request.url.pathname)) {
    return answerTokenRequest(context.access, new URLSearchParams(request.text));
  }
  const admission = context.access.admit(request.authorization);
  if (admission !== "admitted") return json(401, refusals[admission], {});
  const broken = context.limiter.take(isSearch ? "search" : "other");
  if (broken) return json(429, rateLimitBody(broken), headers());
  try {
    const answer = route(request, context);
    const faults = answer.model ? checkModel(answer.body, answer.model) : [];
    if (faults.length === 0) return json(answer.status, answer.body, headers());
    context.violations.push(...faults.map((fault) => `${request.method} ${request.url.pathname}: ${fault}`));
    return json(
      500,
      errorBody("INTERNAL_ERROR", `The stand-in's own answer is wrong: ${faults.join("; ")}`),
      headers(),
    );
  } catch (error) {
    if (!(error instanceof HubSpotRefusal)) throw error;
    return json(error.status, refusalBody(error), headers());
  }
}

function route({ method, url, text }: IncomingRequest, { portal, scopes }: RequestContext): RouteAnswer {
  const path = canonicalPath(url.pathname);
  const match = path === undefined ? undefined : matchRoute(routes, method, path);
  if (!match) throw notFound(`No such path: ${method} ${url.pathname}`);
  const missing = missingScope(match.route, scopes);
  if (missing !== undefined) throw missingScopes([missing]);
  const body = match.route.accepts === undefined ? undefined : parseBody(text, match.route.accepts);
  return match.route.handle({ params: match.params, query: url.searchParams, body }, portal);
}

function parseBody(text: string, model: NonNullable<Route["accepts"]>): unknown {
  const body = parseJson(text);
  const faults = checkModel(body, model);
  if (faults.length > 0) throw invalid(`Invalid input JSON: ${faults.join("; ")}`);
  return body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("Invalid input JSON: it cannot be parsed");
  }
}

function json(status: number, body: object | undefined, headers: Record<string, string>): HttpAnswer {
  return body === undefined ? { status, headers } : { status, headers, body: JSON.stringify(body) };
}
