import type { IncomingMessage, ServerResponse } from "node:http";
import type { Asked, LightRequest } from "./asked.ts";
import { rememberAddress } from "./client-address.ts";
import { answerOf, type Handler, type PlainAnswer } from "./handler.ts";

/** How the bridge reads what is in front of it. */
export interface NodeHandlerOptions {
  /**
   * How many proxies of your own stand in front and append to `X-Forwarded-For`. Default: 0, the header is not believed.
   */
  trustedProxies?: number | undefined;
}

/** What `node:http`, Express, Connect and Fastify's middleware call. */
export type NodeHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** Serves a handler from Node: `app.use("/api", toNodeHandler(handler))`, or `createServer(toNodeHandler(handler))`. */
export function toNodeHandler(handler: Handler, { trustedProxies = 0 }: NodeHandlerOptions = {}): NodeHandler {
  return async (incoming, outgoing) => {
    try {
      const request = askedOf(incoming, outgoing);
      const address = addressOf(incoming, trustedProxies);
      if (address !== undefined) rememberAddress(request, address);
      send(await answerOf(handler, request), incoming, outgoing);
    } catch {
      // Whoever waits must not wait for ever; an answer of somebody else's that is under way stays whole.
      if (!outgoing.headersSent) outgoing.destroy();
    }
  };
}

/** Aborts when the caller leaves before the answer is out. */
function signalOf(outgoing: ServerResponse): AbortSignal {
  const gone = new AbortController();
  const leave = () => {
    if (!outgoing.writableFinished) gone.abort(new Error("The caller has gone."));
  };
  if (outgoing.destroyed) leave();
  else outgoing.once("close", leave);
  return gone.signal;
}

/** `Request` throws at these methods (https://fetch.spec.whatwg.org/#forbidden-method). */
const forbiddenMethods: ReadonlySet<string> = new Set(["CONNECT", "TRACE", "TRACK"]);

/** Of a request without a body only what is asked for is made: the platform's own takes longer than the whole answer. */
function askedOf(incoming: IncomingMessage, outgoing: ServerResponse): Asked {
  const asked = incoming.method ?? "GET";
  // No route takes either, so the handler refuses both alike and says what the address does take.
  const method = forbiddenMethods.has(asked) ? "UNSUPPORTED" : asked;
  // Only the path matters to the handler; a Host header that is no host must not decide whether the URL parses.
  const url = `http://localhost${incoming.url?.startsWith("/") ? incoming.url : "/"}`;
  if (method === "GET" || method === "HEAD" || method === "OPTIONS")
    return lightRequest(incoming, outgoing, method, url);
  const headers = headersOf(incoming);
  const signal = signalOf(outgoing);
  return new Request(url, { method, headers, signal, body: bodyOf(incoming), duplex: "half" });
}

function lightRequest(incoming: IncomingMessage, outgoing: ServerResponse, method: string, url: string): LightRequest {
  const get = (name: string) => {
    const value = incoming.headers[name.toLowerCase()];
    return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
  };
  let signal: AbortSignal | undefined;
  let whole: Request | undefined;
  return {
    method,
    url,
    headers: { get, has: (name) => get(name) !== null },
    body: null,
    get signal() {
      signal ??= signalOf(outgoing);
      return signal;
    },
    whole() {
      whole ??= new Request(url, { method, headers: headersOf(incoming), signal: this.signal });
      return whole;
    },
  };
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const item of [value ?? []].flat()) headers.append(name, item);
  }
  return headers;
}

/** The body as it comes in; where a parser in front has eaten it, what the parser made of it. */
function bodyOf(incoming: IncomingMessage & { body?: unknown }): ReadableStream<Uint8Array> | string {
  if (incoming.readableEnded && incoming.body !== undefined) return JSON.stringify(incoming.body);
  // A handler that stops reading must still be able to answer: the connection outlives the reader.
  return ReadableStream.from(incoming.iterator({ destroyOnReturn: false })) as ReadableStream<Uint8Array>;
}

function addressOf(incoming: IncomingMessage, trustedProxies: number): string | undefined {
  const forwarded = [incoming.headers["x-forwarded-for"] ?? []]
    .flat()
    .join(",")
    .split(",")
    .map((part) => part.trim());
  const believed = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined;
  return believed || incoming.socket.remoteAddress;
}

function send({ status, headers, body }: PlainAnswer, incoming: IncomingMessage, outgoing: ServerResponse): void {
  // The host may have answered meanwhile (a time limit of its own), or the caller have left.
  if (outgoing.headersSent || outgoing.destroyed) return;
  outgoing.statusCode = status;
  for (const [name, value] of headers) {
    // Of all headers only this one comes several times, and cannot be joined.
    if (name.toLowerCase() === "set-cookie") outgoing.appendHeader(name, value);
    else outgoing.setHeader(name, value);
  }
  outgoing.end(body ?? undefined);
  // What is still coming in stands before the next request of the same connection.
  incoming.resume();
}
