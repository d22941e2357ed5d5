import { ConfigurationError } from "@slotkit/core";
import { codeOf, isConnectionLost } from "./postgres-errors.ts";

const remedies: Readonly<Record<string, string>> = {
  ECONNREFUSED: "no server answers there. Start it, or correct host and port.",
  ENOTFOUND: "there is no host of this name. Correct it.",
  EAI_AGAIN: "the host's name could not be looked up. Correct it, or check the network.",
  "28P01": "the server refuses this user or its password. Correct them.",
  "28000": "the server refuses this user. Correct it, or let it in (pg_hba.conf).",
  "3D000": "the server has no database of this name. Create it, or correct the name.",
  "53300": "the server has no connection left. Raise max_connections, or lower maxConnections.",
  "25006": "this server takes no writes. Name the primary.",
  "57P03": "the server is still starting. Try again.",
};

const extensionOwner =
  "this role may not create the extension btree_gist, which keeps claims apart. Let the database's owner run `create extension btree_gist` once.";
const extensionMissing =
  "the server does not have the extension btree_gist, which keeps claims apart. Install PostgreSQL's contrib modules (on Debian: postgresql-contrib).";
const rights =
  "this role may not make the tables. Run `slotkit migrate` as a role that may create a schema in this database, or grant it that.";

/** A failed start as what is wrong with the options, where it is; other errors as they are. */
export function explainRefusal(error: unknown, target: { option: string; received: string }): unknown {
  const remedy = remedyFor(error);
  if (remedy === undefined) return error;
  const refusal = new ConfigurationError([{ field: target.option, message: remedy, received: target.received }]);
  refusal.cause = error;
  return refusal;
}

function remedyFor(error: unknown): string | undefined {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : "";
  if (message.includes("btree_gist")) return code === "42501" ? extensionOwner : extensionMissing;
  if (code === "42501") return rights;
  if (code !== undefined && code in remedies) return remedies[code];
  return isConnectionLost(error)
    ? `the server cannot be reached (${message}). Correct host and port, or check the network.`
    : undefined;
}
