import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { readMessages } from "./read-messages.ts";

/** A pooler that runs. */
export interface Pooler {
  connectionString: string;
  /** How many transactions, and statements outside of one, it has handed to each of its connections. */
  readonly lent: readonly number[];
  stop(): Promise<void>;
}

/** One connection to the server, which clients use in turn. */
interface ServerConnection {
  socket: Socket;
  /** What the server said when it let us in, up to its first `ReadyForQuery`. */
  greeting: Buffer;
  /** Gets every message while the connection is lent. */
  answer(message: Buffer): void;
}

/**
 * A pooler in transaction mode, as PgBouncer is: many clients share few connections, and a client has one only from the first
 * message of a transaction to its end. Whatever outlives a transaction (a lock, a setting, a prepared statement) is soon
 * somebody else's. It lets everybody in.
 *
 * @param serverUrl - Of a server that asks for no password.
 */
export async function startPooler(serverUrl: string, connections: number): Promise<Pooler> {
  const servers = await Promise.all(Array.from({ length: connections }, () => openServer(new URL(serverUrl))));
  const lent = servers.map(() => 0);
  const free = [...servers];
  const waiting: ((server: ServerConnection) => void)[] = [];
  const giveBack = (server: ServerConnection) => {
    const next = waiting.shift();
    if (next) next(server);
    else free.push(server);
  };
  const lend = async () => {
    // The one that has rested longest, so that a client seldom meets the same one again.
    const server = free.shift() ?? (await new Promise<ServerConnection>((resolve) => waiting.push(resolve)));
    lent[servers.indexOf(server)]!++;
    return server;
  };
  const clients = new Set<Socket>();
  const listener = createServer((client) => {
    clients.add(client);
    client.on("error", () => {}).on("close", () => clients.delete(client));
    serve(client, servers[0]!.greeting, { lend, giveBack });
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return {
    connectionString: url.href,
    lent,
    async stop() {
      for (const socket of [...clients, ...servers.map(({ socket }) => socket)]) socket.destroy();
      listener.close();
      await once(listener, "close");
    },
  };
}

/** The kinds of message after which a client waits for `ReadyForQuery`: a query, and the end of a prepared one. */
const asking = new Set(["Q", "S"]);
const idle = "I".charCodeAt(0);

function serve(
  client: Socket,
  greeting: Buffer,
  { lend, giveBack }: { lend(): Promise<ServerConnection>; giveBack(server: ServerConnection): void },
): void {
  let server: Promise<ServerConnection> | undefined;
  let unanswered = 0;
  const take = async (): Promise<ServerConnection> => {
    const taken = await lend();
    taken.answer = (message) => {
      client.write(message);
      if (message[0] !== "Z".charCodeAt(0)) return;
      unanswered--;
      if (unanswered > 0 || message[5] !== idle) return;
      server = undefined;
      giveBack(taken);
    };
    return taken;
  };
  let sent = Promise.resolve();
  readMessages(client, {
    isFirstWithoutKind: true,
    onMessage(message, kind) {
      if (kind === "startup") return void client.write(greeting);
      if (kind === "X") return void client.end();
      if (asking.has(kind)) unanswered++;
      server ??= take();
      const lentNow = server;
      sent = sent.then(async () => void (await lentNow).socket.write(message));
    },
  });
}

async function openServer(url: URL): Promise<ServerConnection> {
  const socket = connect(Number(url.port), url.hostname);
  socket.on("error", () => {});
  const connection: ServerConnection = { socket, greeting: Buffer.alloc(0), answer: () => {} };
  const greeted = new Promise<void>((resolve) => {
    connection.answer = (message) => {
      connection.greeting = Buffer.concat([connection.greeting, message]);
      if (message[0] === "Z".charCodeAt(0)) resolve();
    };
  });
  readMessages(socket, { isFirstWithoutKind: false, onMessage: (message) => connection.answer(message) });
  const options = `user\0${decodeURIComponent(url.username)}\0database\0${url.pathname.slice(1)}\0\0`;
  const startup = Buffer.alloc(8 + Buffer.byteLength(options));
  startup.writeInt32BE(startup.length, 0);
  startup.writeInt32BE(3 << 16, 4);
  startup.write(options, 8);
  socket.write(startup);
  await greeted;
  return connection;
}
