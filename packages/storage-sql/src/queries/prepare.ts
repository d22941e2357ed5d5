import type { Compilable, CompiledQuery, Kysely, QueryResult } from "kysely";
import type { Schema } from "../schema.ts";

/** Stands for the value of one field while a query is built. */
class Placeholder {
  readonly field: string;
  constructor(field: string) {
    this.field = field;
  }
}

/**
 * A query that is built once per database and from then on only given its values. Building takes longer than running,
 * which counts for what every booking does.
 *
 * @param build - Uses the fields of its input as values only: it sees placeholders, and does not run again.
 */
export function prepare<Input extends object, Row>(
  build: (db: Kysely<Schema>, input: Input) => Compilable<Row>,
): (db: Kysely<Schema>, input: Input) => Promise<QueryResult<Row>> {
  const known = new WeakMap<object, CompiledQuery<Row>>();
  return (db, input) => {
    const { adapter } = db.getExecutor();
    const query = known.get(adapter) ?? build(db, placeholdersOf(input)).compile();
    known.set(adapter, query);
    return db.executeQuery({ ...query, parameters: query.parameters.map((value) => actual(value, input)) });
  };
}

function placeholdersOf<Input extends object>(input: Input): Input {
  return Object.fromEntries(Object.keys(input).map((field) => [field, new Placeholder(field)])) as Input;
}

function actual(value: unknown, input: object): unknown {
  return value instanceof Placeholder ? Reflect.get(input, value.field) : value;
}
