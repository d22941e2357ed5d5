/** Rows of one kind by key. They are copied on the way in and on the way out, so that nobody outside holds a stored one. */
export interface MemoryTable<Row> {
  get(key: string): Row | undefined;
  set(key: string, row: Row): void;
  delete(key: string): void;
  filter(matches: (row: Row) => boolean): Row[];
  /** The rows themselves, for layers; not to be changed. */
  entries(): Iterable<readonly [key: string, row: Row]>;
}

/** A table whose changes stay apart from the table below until they are committed. */
export interface MemoryLayer<Row> extends MemoryTable<Row> {
  /** Writes the changes to the table below. */
  commit(): void;
  /** From now on every use is refused. */
  end(): void;
}

/** Joins the parts of a key so that no two lists of parts give the same one. */
export function keyOf(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts);
}

/** Creates an empty table. */
export function createMemoryTable<Row>(): MemoryTable<Row> {
  const stored = new Map<string, Row>();
  return {
    get: (key) => copy(stored.get(key)),
    set: (key, row) => void stored.set(key, copy(row)),
    delete: (key) => void stored.delete(key),
    filter: (matches) => [...stored.values()].filter(matches).map(copy),
    entries: () => stored,
  };
}

/** Lays the changes of one transaction over a table. */
export function layOver<Row>(below: MemoryTable<Row>): MemoryLayer<Row> {
  const changed = new Map<string, Row>();
  const deleted = new Set<string>();
  let ended = false;

  function* entries(): Iterable<readonly [string, Row]> {
    for (const entry of below.entries()) if (!changed.has(entry[0]) && !deleted.has(entry[0])) yield entry;
    yield* changed;
  }
  const open = <Result>(use: () => Result): Result => {
    if (ended) throw new Error("This transaction has ended: await everything that is started inside it.");
    return use();
  };

  return {
    get: (key) =>
      open(() => (changed.has(key) ? copy(changed.get(key)) : deleted.has(key) ? undefined : below.get(key))),
    set: (key, row) =>
      open(() => {
        deleted.delete(key);
        changed.set(key, copy(row));
      }),
    delete: (key) =>
      open(() => {
        changed.delete(key);
        deleted.add(key);
      }),
    filter: (matches) =>
      open(() => {
        const found: Row[] = [];
        for (const [, row] of entries()) if (matches(row)) found.push(copy(row));
        return found;
      }),
    entries: () => open(entries),
    commit() {
      for (const key of deleted) below.delete(key);
      for (const [key, row] of changed) below.set(key, row);
    },
    end() {
      ended = true;
    },
  };
}

/** A deep copy of plain data. */
export function copy<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  // Rows are copied on every read, so this goes the engine's fast way: a flat copy, then the parts that are not flat.
  const copied = { ...value };
  for (const name of Object.keys(copied) as (keyof T)[]) {
    const part = copied[name];
    if (typeof part === "object" && part !== null) copied[name] = copy(part);
  }
  return copied;
}
