import type { IncomingMessage, ServerResponse } from "node:http";
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
      const request = toRequest(incoming, signalOf(outgoing));
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
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) gone.abort(new Error("The caller has gone."));
  });
  return gone.signal;
}

/** `Request` throws at these methods (https://fetch.spec.whatwg.org/#forbidden-method). */
const forbiddenMethods: ReadonlySet<string> = new Set(["CONNECT", "TRACE", "TRACK"]);

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const item of [value ?? []].flat()) headers.append(name, item);
  }
  const asked = incoming.method ?? "GET";
  // No route takes either, so the handler refuses both alike and says what the address does take.
  const method = forbiddenMethods.has(asked) ? "UNSUPPORTED" : asked;
  // Only the path matters to the handler; a Host header that is no host must not decide whether the URL parses.
  const url = new URL(`http://localhost${incoming.url?.startsWith("/") ? incoming.url : "/"}`);
  if (method === "GET" || method === "HEAD" || method === "OPTIONS")
    return new Request(url, { method, headers, signal });
  return new Request(url, { method, headers, signal, body: bodyOf(incoming), duplex: "half" });
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
  outgoing.setHeaders(headers);
  outgoing.end(body ?? undefined);
  // What is still coming in stands before the next request of the same connection.
  incoming.resume();
}
