import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";

/** The databases of this package. Where they differ, a migration says both. */
export type Dialect = "sqlite" | "postgres";

/** One step of the schema. Once released, a migration never changes; the next one corrects it. */
export interface Migration {
  /** Sorts after every earlier one. */
  name: string;
  up(db: Kysely<Schema>, dialect: Dialect): Promise<void>;
}
