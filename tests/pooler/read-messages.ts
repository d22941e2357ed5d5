import type { Socket } from "node:net";

/**
 * Cuts a stream of PostgreSQL's protocol into its messages: a letter for the kind, a length that counts itself, the rest.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 *
 * @param options.isFirstWithoutKind - A client's first message has no letter; it comes with the kind `startup`.
 */
export function readMessages(
  socket: Socket,
  { isFirstWithoutKind, onMessage }: { isFirstWithoutKind: boolean; onMessage(message: Buffer, kind: string): void },
): void {
  let rest = Buffer.alloc(0);
  let isStartup = isFirstWithoutKind;
  socket.on("data", (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const lengthAt = isStartup ? 0 : 1;
      if (rest.length < lengthAt + 4) return;
      const end = lengthAt + rest.readInt32BE(lengthAt);
      if (rest.length < end) return;
      const message = rest.subarray(0, end);
      rest = rest.subarray(end);
      const kind = isStartup ? "startup" : String.fromCharCode(message[0] ?? 0);
      isStartup = false;
      onMessage(message, kind);
    }
  });
}
