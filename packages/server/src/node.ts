import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { rememberAddress } from "./client-address.ts";
import type { Handler } from "./create-handler.ts";

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
  return (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.once("close", () => {
      if (!outgoing.writableFinished) gone.abort(new Error("The caller has gone."));
    });
    const request = toRequest(incoming, gone.signal);
    const address = addressOf(incoming, trustedProxies);
    if (address !== undefined) rememberAddress(request, address);
    handler(request).then(
      (response) => send(response, outgoing),
      (error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined),
    );
  };
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const item of [value ?? []].flat()) headers.append(name, item);
  }
  const method = incoming.method ?? "GET";
  // Only the path matters to the handler; a Host header that is no host must not decide whether the URL parses.
  const url = new URL(`http://localhost${incoming.url?.startsWith("/") ? incoming.url : "/"}`);
  if (method === "GET" || method === "HEAD" || method === "OPTIONS")
    return new Request(url, { method, headers, signal });
  return new Request(url, { method, headers, signal, body: bodyOf(incoming), duplex: "half" });
}

/** The body as it comes in; where a parser in front has eaten it, what the parser made of it. */
function bodyOf(incoming: IncomingMessage & { body?: unknown }): ReadableStream<Uint8Array> | string {
  if (incoming.readableEnded && incoming.body !== undefined) return JSON.stringify(incoming.body);
  return Readable.toWeb(incoming) as NodeReadableStream<Uint8Array> as ReadableStream<Uint8Array>;
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

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(response.body === null ? undefined : Buffer.from(await response.arrayBuffer()));
}
