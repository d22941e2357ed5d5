import { BookingError, defaultClientId, invalidField, parseRequest, type SlotKit } from "@slotkit/core";
import { z } from "zod";
import { type AnswerHeaders, createAnswerHeaders } from "./answer-headers.ts";
import { type Asked, wholeOf } from "./asked.ts";
import { authorize, bearerOf, operatorOf } from "./authorize.ts";
import { checkHandlerOptions } from "./check-handler-options.ts";
import { senderOfRequest } from "./client-address.ts";
import { allowOrigin, answerOptions } from "./cors.ts";
import { type Handler, toHandler } from "./handler.ts";
import type { HandlerOptions } from "./handler-options.ts";
import { createMatcher, type PathMatch } from "./match-route.ts";
import { openApiDocument } from "./openapi.ts";
import { answerProblem } from "./problem.ts";
import { createRateLimiter } from "./rate-limit.ts";
import { readJson, readOptionalJson } from "./read-json.ts";
import { type Answer, json, type Route, type RouteCall } from "./route.ts";
import { routes } from "./routes/index.ts";

/**
 * The HTTP API of a SlotKit as a function from `Request` to `Response`, for anything that speaks them; the Node bridge
 * is in `@slotkit/server/node`.
 *
 * @throws {ConfigurationError} naming the option, the value received and the remedy.
 */
export function createHandler(slotkit: SlotKit, options: HandlerOptions = {}): Handler {
  checkHandlerOptions(options);
  const basePath = (options.basePath ?? "").replace(/\/$/, "");
  const matchPath = createMatcher([...routes, describeItself()]);
  const limitRate = createRateLimiter(slotkit, options);

  async function answerRoute(request: Asked, headers: AnswerHeaders): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url);
    const allowed = allowOrigin(request, options, headers);
    const { params, routes: found } = matchPath(pathBelow(basePath, pathname));
    if (request.method === "OPTIONS") return answerOptions(request, allowed, methodsOf(found), headers);
    const chosen = routeOf(request.method, found, headers);
    const clientId = clientOf(request, options);
    await limitRate.request(request, chosen.method === "GET" ? "read" : "write", clientId, headers);

    const call: RouteCall = {
      slotkit,
      request,
      clientId,
      params,
      query: undefined,
      body: undefined,
      operator: operatorOf(request, clientId, options, slotkit.logger),
      bearer: bearerOf(request),
      sender: senderOfRequest(request, options),
      limitBooking: ({ email, eventType }) => limitRate.booking(request, { clientId, email, eventType }, headers),
      headers,
    };
    await authorize(chosen, call);
    const query = chosen.query ? parseRequest(chosen.query, readQuery(searchParams)) : refuseQuery(searchParams);
    const body = await bodyOf(chosen, request);
    return chosen.handle({ ...call, query, body });
  }

  async function answer(request: Asked): Promise<Answer> {
    const headers = createAnswerHeaders({ "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" });
    const given = await answerRoute(request, headers).catch((error: unknown) =>
      answerProblem(error, request, headers, slotkit.logger),
    );
    return request.method === "HEAD" ? { ...given, body: null } : given;
  }

  return toHandler(answer);
}

/** The description is long in the making, so it is made when it is asked for, and not whenever a process starts. */
function describeItself(): Route {
  let document: ReturnType<typeof openApiDocument> | undefined;
  return {
    method: "GET",
    path: "/openapi.json",
    access: "anyone",
    summary: "This description",
    answer: { status: 200, schema: "application/json" },
    async handle({ headers }) {
      document ??= openApiDocument();
      return json(document, headers);
    },
  };
}

/** What was sent, by the schema of the route. Where a change takes no body, one that says nothing is let pass. */
async function bodyOf({ method, body }: Route, request: Asked): Promise<unknown> {
  if (body) return parseRequest(body, await readJson(request));
  if (method !== "GET") parseRequest(noFields, await readOptionalJson(request));
  return undefined;
}

const noFields = z.strictObject({});

function pathBelow(basePath: string, path: string): string {
  if (path === basePath || path.startsWith(`${basePath}/`)) return path.slice(basePath.length);
  throw new BookingError("not_found", "There is nothing at this address.");
}

function methodsOf(found: PathMatch["routes"]): string[] {
  return [...found.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method])), "OPTIONS"];
}

function routeOf(method: string, found: PathMatch["routes"], headers: AnswerHeaders): Route {
  const wanted = method === "HEAD" ? "GET" : method;
  const route = found.find((candidate) => candidate.method === wanted);
  if (route) return route;
  const allowed = methodsOf(found).join(", ");
  headers.set("Allow", allowed);
  throw new BookingError("method_not_allowed", `This address takes ${allowed}.`);
}

function clientOf(request: Asked, { clientId = defaultClientId }: HandlerOptions): string {
  return typeof clientId === "string" ? clientId : clientId(wholeOf(request));
}

/** Every parameter at most once: which of two would win is nobody's business to guess. */
function readQuery(parameters: URLSearchParams): Record<string, string> {
  const names = new Set<string>();
  for (const name of parameters.keys()) {
    if (names.has(name)) throw invalidField(name, "must be given once");
    names.add(name);
  }
  return Object.fromEntries(parameters);
}

function refuseQuery(parameters: URLSearchParams): undefined {
  const [name] = parameters.keys();
  if (name !== undefined) throw invalidField(name, "is not a known parameter; remove it");
}
