import type { StoredRows } from "./facts.ts";

type Row = Readonly<Record<string, unknown>>;
/** Reads the tables of the memory storage, which keeps its rows as objects. */
export declare function readMemoryRows(tables: Readonly<Record<string, readonly Row[]>>): StoredRows;
