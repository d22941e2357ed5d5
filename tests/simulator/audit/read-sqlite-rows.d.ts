import type { DatabaseSync } from "node:sqlite";
import type { StoredRows } from "./facts.ts";
/** Reads the tables with statements of its own. */
export declare function readSqliteRows(database: DatabaseSync): StoredRows;
