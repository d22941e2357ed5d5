import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlQuery,
  type SqlQueryable,
} from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { createDatabase } from "@slotkit/testing/postgres";
import pg from "pg";

/**
 * Prisma's own migration engine: what `prisma migrate` and `prisma db pull` are commands for. The commands fetch a native
 * build of it from the internet; this is the build for WebAssembly of the same version, so that tests need no network.
 */
export type SchemaEngine = bindings.SchemaEngine;

/** Opens the engine on a database, with the schema files of a host. */
export async function openSchemaEngine(
  connectionString: string,
  files: readonly { path: string; content: string }[],
): Promise<{ engine: SchemaEngine; close(): void }> {
  await load();
  const open = async (url: string) => {
    const pool = new CharPool({ connectionString: url });
    pool.on("error", () => {});
    return mended(await new PrismaPg(pool, { disposeExternalPool: true }).connect(), pool);
  };
  const adapter = new PrismaPg({ connectionString });
  adapter.connect = () => open(connectionString);
  adapter.connectToShadowDb = async () => {
    const shadow = await createDatabase(connectionString);
    const connected = await open(shadow.connectionString);
    const dispose = connected.dispose.bind(connected);
    return Object.assign(connected, { dispose: () => dispose().then(shadow.drop) });
  };
  const datamodels = files.map(({ path, content }): [string, string] => [path, content]);
  const engine = await bindings.SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  return { engine, close: () => engine.free() };
}

let loaded: Promise<void> | undefined;
function load(): Promise<void> {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const code = readFileSync(entry.replace(/\.js$/, "_bg.wasm"));
  // The engine tells here why it fails, before it traps.
  const panics = { set_message: (message: string) => process.stderr.write(`Prisma's schema engine: ${message}\n`) };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
  const { instance } = await WebAssembly.instantiate(code, { "./schema_engine_bg.js": { ...bindings } });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

const charType = 18;
const uuidType = 2950;

/** The adapter does not know PostgreSQL's `"char"`, which its catalogs are full of; it is passed on under another name. */
class CharPool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super(config);
    const query = this.query.bind(this) as (...args: unknown[]) => Promise<pg.QueryResult>;
    const renamed = async (...args: unknown[]) => {
      const result = await query(...args);
      for (const field of result.fields ?? []) if (field.dataTypeID === charType) field.dataTypeID = uuidType;
      return result;
    };
    Object.assign(this, { query: renamed });
  }
}

/** The same on the other side; and scripts go to the server whole, as the native engine sends them. */
function mended<Adapter extends SqlQueryable>(adapter: Adapter, pool: pg.Pool): Adapter {
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    async queryRaw(query: SqlQuery) {
      const result = await queryRaw(query);
      const toChar = (type: number) => (type === ColumnTypeEnum.Uuid ? ColumnTypeEnum.Character : type);
      return { ...result, columnTypes: result.columnTypes.map(toChar) };
    },
    executeScript: async (script: string) => void (await pool.query(script)),
  });
}
