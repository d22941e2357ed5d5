import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** One thing that a courier tells the outside. */
export interface Telling {
  courier: string;
  kind: "event" | "noEvent" | "contact" | "mail";
  /** What it is about: told by one courier at a time, and never of an older version after a newer one. */
  key: string;
  uid: string;
  version: number;
  start: number;
  /** Of mail: the id of the message. */
  mailId: string | null;
}

/** Calendar, CRM and mailbox of the couriers, behind HTTP: it takes its time and writes down all that it hears. */
export interface OutsideServer {
  readonly url: string;
  /** Start of the one event of each booking that has one. */
  readonly events: ReadonlyMap<string, number>;
  /** Version of each booking that the CRM knows. */
  readonly contacts: ReadonlyMap<string, number>;
  readonly mails: readonly Telling[];
  readonly tellings: readonly Telling[];
  /** What never may happen. */
  readonly defects: readonly string[];
  /** The next of these couriers that has just begun to tell something. */
  nextToTell(couriers: readonly string[]): Promise<string>;
  /** From now on this courier counts as dead: another may tell what it was telling. */
  bury(courier: string): void;
  close(): Promise<void>;
}

export async function startOutsideServer(latencyMs: () => number): Promise<OutsideServer> {
  const events = new Map<string, number>();
  const contacts = new Map<string, number>();
  const mails: Telling[] = [];
  const tellings: Telling[] = [];
  const defects: string[] = [];
  const inHand = new Set<Telling>();
  const newest = new Map<string, number>();
  const dead = new Set<string>();
  let heard = (_courier: string) => {};

  async function hear(telling: Telling): Promise<void> {
    const { key, uid, version, kind, start, courier } = telling;
    tellings.push(telling);
    const rival = [...inHand].find((other) => other.key === key && !dead.has(other.courier));
    if (rival) defects.push(`${key} is told by ${rival.courier} and ${courier} at once`);
    if (version < (newest.get(key) ?? 0)) defects.push(`${key} hears of version ${version} too late`);
    newest.set(key, Math.max(version, newest.get(key) ?? 0));
    inHand.add(telling);
    heard(courier);
    await new Promise((resolve) => setTimeout(resolve, latencyMs()));
    inHand.delete(telling);
    if (kind === "event") events.set(uid, start);
    if (kind === "noEvent") events.delete(uid);
    if (kind === "contact") contacts.set(uid, version);
    if (kind === "mail") mails.push(telling);
  }

  const server = createServer(async (request, response) => {
    await hear((await json(request)) as Telling);
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events,
    contacts,
    mails,
    tellings,
    defects,
    nextToTell: (couriers) =>
      new Promise((resolve) => {
        heard = (courier) => {
          if (couriers.includes(courier)) resolve(courier);
        };
      }),
    bury: (courier) => void dead.add(courier),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
