import type { Storage, Transaction } from "@slotkit/core";
import type { StorageWeather } from "../world/storage-weather.ts";
import type { Machine } from "./machine.ts";

/** What a driver throws when the connection to its database is lost. */
export class ConnectionLost extends Error {
  constructor(call: string) {
    super(`The connection was lost during "${call}".`);
    this.name = "ConnectionLost";
  }
}

/**
 * A storage as a process on this machine sees it: every call takes its time, may fail before or after it took effect, and
 * is one at which the machine may die. A transaction whose machine dies is rolled back; a commit that was under way counts.
 */
export function gateStorage(storage: Storage, machine: Machine, weather: StorageWeather): Storage {
  const pass = async <T>(name: string, invoke: () => Promise<T>): Promise<T> => {
    const { delayMs, fails } = weather.decide(name);
    if (delayMs > 0) await machine.clock.sleep(delayMs);
    if (fails === "before") throw new ConnectionLost(name);
    const result = await invoke();
    if (fails === "after") throw new ConnectionLost(name);
    return result;
  };
  return gateCalls(storage, (name, invoke) => machine.call(() => pass(name, invoke)), machine.death);
}

/** Lets one call to a storage through, or not. */
export type Gate = <T>(name: string, invoke: () => Promise<T>) => Promise<T>;

/**
 * A storage whose every call goes through a gate, those inside transactions and the end of each of them, `commit`,
 * included.
 *
 * @param death - Rejects when the client of the storage dies: its transactions are rolled back.
 */
export function gateCalls(storage: Storage, gate: Gate, death: Promise<never>): Storage {
  return {
    ...gateMethods(storage, "", gate),
    name: storage.name,
    // Leaving is nobody's to refuse; the backend closes what a dead process has left open.
    close: () => storage.close(),
    forClient(clientId) {
      const client = storage.forClient(clientId);
      return {
        ...gateMethods(client, "", gate),
        transaction: (locks, fn) =>
          gate("transaction", () =>
            client.transaction(locks, async (tx) => {
              const gated: Transaction = gateMethods(tx, "tx.", gate);
              const result = await Promise.race([fn(gated), death]);
              // The last chance for the database to refuse everything.
              await Promise.race([gate("commit", async () => undefined), death]);
              return result;
            }),
          ),
      };
    },
  };
}

/** The same object with every method behind the gate, those of its parts included, whatever methods it has. */
function gateMethods<Target extends object>(target: Target, path: string, gate: Gate): Target {
  return new Proxy(target, {
    get(_, name) {
      const part: unknown = Reflect.get(target, name);
      const full = `${path}${String(name)}`;
      if (typeof part === "function") return (...args: unknown[]) => gate(full, async () => part.apply(target, args));
      return typeof part === "object" && part !== null ? gateMethods(part, `${full}.`, gate) : part;
    },
  });
}
