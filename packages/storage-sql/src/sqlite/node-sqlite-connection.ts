import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import type { Patience } from "../patience.ts";
import { waitWhileBusy } from "./wait-while-busy.ts";

/** A statement ready to run, and whether it gives rows. */
interface PreparedStatement {
  statement: StatementSync;
  givesRows: boolean;
}

/** Prepares each statement of a database once. */
export type Prepare = (sql: string) => PreparedStatement;

const mostStatements = 500;

/** Statements differ by the length of their lists, so the number that is kept has a limit. */
export function createPrepare(database: DatabaseSync): Prepare {
  const known = new Map<string, PreparedStatement>();
  return (sql) => {
    const prepared = known.get(sql) ?? { statement: database.prepare(sql), givesRows: rowGiving.test(sql) };
    if (known.size >= mostStatements) known.clear();
    known.set(sql, prepared);
    return prepared;
  };
}

/** Statements could tell themselves (`columns()`), but not on the oldest Node that is supported. Values are never part of the text. */
const rowGiving = /^\s*(select|with|pragma|explain)\b|\breturning\b/i;

/**
 * One user's turn on the connection. It ends with the transaction, so that a query which nobody awaited cannot slip into
 * the next one's.
 */
export class NodeSqliteConnection implements DatabaseConnection {
  readonly #prepare: Prepare;
  readonly #patience: Patience;
  #ended = false;

  constructor(prepare: Prepare, patience: Patience) {
    this.#prepare = prepare;
    this.#patience = patience;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    return waitWhileBusy(() => this.#run<Row>(sql, parameters), this.#patience);
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator, and nothing here streams.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("This connection does not stream.");
  }

  end(): void {
    this.#ended = true;
  }

  #run<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> {
    if (this.#ended) throw new Error("This transaction has ended: await everything that is started inside it.");
    const { statement, givesRows } = this.#prepare(sql);
    const values = parameters.map(toSqlValue);
    if (givesRows) return { rows: statement.all(...values) as Row[] };
    const { changes } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }
}

/** SQLite has no type for truth values. */
function toSqlValue(value: unknown): SQLInputValue {
  return typeof value === "boolean" ? Number(value) : (value as SQLInputValue);
}
