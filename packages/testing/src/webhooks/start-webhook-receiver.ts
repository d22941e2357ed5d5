import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";

/** One webhook as it came in. */
export interface ReceivedWebhook {
  path: string;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  /** Byte for byte. */
  body: string;
}

/**
 * What a receiver does with a webhook, which it has read in every case.
 *
 * - `answer`: this status. With `bodyBytes` a body of that size follows.
 * - `drop`: the connection breaks without an answer.
 * - `hang`: nothing is ever answered.
 * - `slowBody`: the head of a 200, and then a body that never ends.
 */
export type ReceiverBehaviour =
  | { kind: "answer"; status: number; headers?: Readonly<Record<string, string>>; bodyBytes?: number }
  | { kind: "drop" }
  | { kind: "hang" }
  | { kind: "slowBody" };

export interface WebhookReceiverOptions {
  /** Serves https with these. Default: plain http. */
  tls?: { key: string; cert: string };
}

/** A real server that takes webhooks. */
export interface WebhookReceiver {
  /** `http://127.0.0.1:<port>/hooks`. */
  readonly url: string;
  readonly port: number;
  /** What has come in, in this order, whatever was answered. */
  readonly received: ReceivedWebhook[];
  /** What is done with the webhooks to come, one after the other; then `behaviour` again. */
  readonly script: ReceiverBehaviour[];
  /** Default: 204. */
  behaviour: ReceiverBehaviour;
  /** Resolves once so many have come in. */
  waitFor(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a receiver on a free port of this machine. */
export async function startWebhookReceiver({ tls }: WebhookReceiverOptions = {}): Promise<WebhookReceiver> {
  const sockets = new Set<Socket>();
  const waiting: { count: number; resolve: () => void }[] = [];
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    void take(request).then((webhook) => {
      receiver.received.push(webhook);
      for (const { count, resolve } of waiting) if (receiver.received.length >= count) resolve();
      behave(receiver.script.shift() ?? receiver.behaviour, response);
    });
  };
  const server = tls ? createTlsServer(tls, onRequest) : createServer(onRequest);
  server.on(tls ? "secureConnection" : "connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}/hooks`,
    port,
    received: [],
    script: [],
    behaviour: { kind: "answer", status: 204 },
    waitFor: (count) =>
      receiver.received.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count, resolve })),
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  return receiver;
}

async function take(request: IncomingMessage): Promise<ReceivedWebhook> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return { path: request.url ?? "", headers: Object.fromEntries(headers), body: Buffer.concat(chunks).toString() };
}

function behave(behaviour: ReceiverBehaviour, response: ServerResponse): void {
  switch (behaviour.kind) {
    case "answer":
      response.writeHead(behaviour.status, behaviour.headers);
      response.end(Buffer.alloc(behaviour.bodyBytes ?? 0, 32));
      return;
    case "drop":
      response.destroy();
      return;
    case "hang":
      return;
    case "slowBody":
      response.writeHead(200);
      response.write(" ");
      return;
    default:
      behaviour satisfies never;
  }
}
