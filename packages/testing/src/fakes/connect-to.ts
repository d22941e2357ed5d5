import { BookingError, type Storage } from "@slotkit/core";

/** One process's way to the storage, which can be cut. */
export interface Connection {
  storage: Storage;
  /** While set nothing gets through: neither reads nor writes. */
  isDown: boolean;
}

/** Everything that is asked of the storage is refused while the connection is down. */
export function connectTo(storage: Storage): Connection {
  const connection: Connection = { storage, isDown: false };
  const cut = () => Promise.reject(new BookingError("busy", "The storage does not answer."));
  const wrap = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (name === "forClient") return (clientId: string) => wrap(storage.forClient(clientId));
        if (typeof member === "object" && member !== null) return wrap(member);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => (connection.isDown ? cut() : member.apply(target, args));
      },
    });
  connection.storage = wrap(storage);
  return connection;
}
