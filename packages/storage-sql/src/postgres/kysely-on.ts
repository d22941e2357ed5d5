import {
  type CompiledQuery,
  type DatabaseConnection,
  type DataTypeNode,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import { isPostable } from "../queries/prepare.ts";
import type { Schema } from "../schema.ts";
import type { PostgresSession } from "./postgres-connections.ts";

/** Gives Kysely on sessions that somebody else opens, begins and ends. */
export type KyselyOn = (session: PostgresSession) => Kysely<Schema>;

export function createKyselyOn(): KyselyOn {
  // One for all, because prepared queries are known by it.
  const adapter = new PostgresAdapter();
  return (session) => {
    const connection = new SessionConnection(session);
    return new Kysely<Schema>({
      dialect: {
        createAdapter: () => adapter,
        createQueryCompiler: () => new ByteOrderCompiler(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createDriver: () => ({
          init: nothing,
          acquireConnection: async () => connection,
          releaseConnection: nothing,
          beginTransaction: refuseNesting,
          commitTransaction: refuseNesting,
          rollbackTransaction: refuseNesting,
          destroy: nothing,
        }),
      },
    });
  };
}

async function nothing(): Promise<void> {}

async function refuseNesting(): Promise<void> {
  throw new Error("Transactions are begun by the engine.");
}

/**
 * Makes text columns sort by their bytes, as they do on SQLite. A database's own collation would put ids in another
 * order, and its indexes may break when the operating system brings new rules.
 */
class ByteOrderCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node);
    if (node.dataType === "text" && this.parentNode?.kind === "ColumnDefinitionNode") this.append(' collate "C"');
  }
}

class SessionConnection implements DatabaseConnection {
  readonly #session: PostgresSession;

  constructor(session: PostgresSession) {
    this.#session = session;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { sql, parameters } = query;
    if (isPostable(query) && this.#session.post) {
      this.#session.post(sql, parameters);
      return { rows: [] };
    }
    const { rows, affectedRows } = await this.#session.query(sql, parameters);
    for (const row of rows as Record<string, unknown>[]) numbersFromBigInts(row);
    return { rows: rows as Row[], numAffectedRows: BigInt(affectedRows) };
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator, and nothing here streams.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("This connection does not stream.");
  }
}

/** Every whole number of ours, instants included, is a safe integer. */
function numbersFromBigInts(row: Record<string, unknown>): void {
  for (const name in row) {
    if (typeof row[name] === "bigint") row[name] = Number(row[name]);
  }
}
