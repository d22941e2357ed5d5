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
  const root = rootOf(error);
  const remedy = remedyFor(codeOf(error), root instanceof Error ? root.message : "");
  if (remedy === undefined && !isConnectionLost(error) && !isConnectionLost(root)) return error;
  const unreachable = "the server cannot be reached. Correct host and port, or check the network.";
  const problem = { field: target.option, message: remedy ?? unreachable, received: target.received };
  const refusal = new ConfigurationError([problem]);
  refusal.cause = root;
  return refusal;
}

function remedyFor(code: string | undefined, message: string): string | undefined {
  if (message.includes("btree_gist")) return code === "42501" ? extensionOwner : extensionMissing;
  if (code === "42501") return rights;
  return code === undefined ? undefined : remedies[code];
}

/** What the driver said first. */
function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? rootOf(error.cause) : error;
}
