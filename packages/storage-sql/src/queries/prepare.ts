import type { Compilable, CompiledQuery, Kysely, QueryResult } from "kysely";
import type { Schema } from "../schema.ts";

/** Stands for the value of one field while a query is built. */
class Placeholder {
  readonly field: string;
  /** Where in the field's list the value stands; null where the field is the value. */
  readonly index: number | null;
  constructor(field: string, index: number | null) {
    this.field = field;
    this.index = index;
  }
}

/** How a prepared query is run. */
interface PrepareOptions {
  /**
   * Inside a transaction, nobody looks at what it answers: a connection may send it without a wait. Its failure then shows
   * at the commit.
   */
  postable?: true;
}

/** Was the query prepared as one whose answer nobody needs? */
export function isPostable(query: CompiledQuery & PrepareOptions): boolean {
  return query.postable === true;
}

/**
 * A query that is built once per database and from then on only given its values. Building takes longer than running,
 * which counts for what every booking does.
 *
 * @param build - Uses the fields of its input as values only, and lists as the values of `in`: it sees placeholders, and
 *   runs again only for lists of another length.
 */
export function prepare<Input extends object, Row>(
  build: (db: Kysely<Schema>, input: Input) => Compilable<Row>,
  options: PrepareOptions = {},
): (db: Kysely<Schema>, input: Input) => Promise<QueryResult<Row>> {
  const known = new WeakMap<object, Map<string, CompiledQuery<Row>>>();
  return (db, input) => {
    const { adapter } = db.getExecutor();
    const ofAdapter = known.get(adapter) ?? new Map<string, CompiledQuery<Row>>();
    known.set(adapter, ofAdapter);
    const shape = lengthsOf(input);
    const query = ofAdapter.get(shape) ?? build(db, placeholdersOf(input)).compile();
    ofAdapter.set(shape, query);
    return db.executeQuery({ ...query, ...options, parameters: query.parameters.map((value) => actual(value, input)) });
  };
}

function placeholdersOf<Input extends object>(input: Input): Input {
  const placeholders = Object.entries(input).map(([field, value]) => [
    field,
    Array.isArray(value) ? value.map((_, index) => new Placeholder(field, index)) : new Placeholder(field, null),
  ]);
  return Object.fromEntries(placeholders) as Input;
}

/** The lengths of an input's lists: what the text of its query depends on. */
function lengthsOf(input: object): string {
  let lengths = "";
  for (const value of Object.values(input)) if (Array.isArray(value)) lengths += `${value.length} `;
  return lengths;
}

function actual(value: unknown, input: object): unknown {
  if (!(value instanceof Placeholder)) return value;
  const given = Reflect.get(input, value.field);
  return value.index === null ? given : given[value.index];
}
