/** A contact or a meeting at one moment. Never changed in place. */
export interface CrmRecord {
  id: string;
  /** What was written; a cleared property is absent. */
  properties: Readonly<Record<string, string>>;
  createdAtMs: number;
  updatedAtMs: number;
  archivedAtMs?: number;
}

export interface ObjectStoreOptions {
  now: () => number;
  nextId: () => string;
}

/** The records of one object type, with every version they went through: a lagging index needs the past. */
export interface ObjectStore {
  create(properties: Record<string, string>): CrmRecord;
  /** Replaces all properties of a record. */
  replace(record: CrmRecord, properties: Record<string, string>): CrmRecord;
  archive(record: CrmRecord): void;
  /** The present version, archived or not. */
  get(id: string): CrmRecord | undefined;
  /** In order of creation. */
  list(filter: { archived: boolean }): CrmRecord[];
  /** The records that were there, unarchived, at that instant, as they were then. */
  asOf(epochMs: number): CrmRecord[];
}

export function createObjectStore({ now, nextId }: ObjectStoreOptions): ObjectStore {
  const present = new Map<string, CrmRecord>();
  const histories = new Map<string, CrmRecord[]>();
  const put = (record: CrmRecord) => {
    present.set(record.id, record);
    const history = histories.get(record.id);
    if (history) history.push(record);
    else histories.set(record.id, [record]);
    return record;
  };

  return {
    create: (properties) => put({ id: nextId(), properties, createdAtMs: now(), updatedAtMs: now() }),
    replace: (record, properties) => put({ ...record, properties, updatedAtMs: now() }),
    archive: (record) => void put({ ...record, updatedAtMs: now(), archivedAtMs: now() }),
    get: (id) => present.get(id),
    list: ({ archived }) => [...present.values()].filter((record) => (record.archivedAtMs !== undefined) === archived),
    asOf: (epochMs) =>
      [...histories.values()].flatMap((history) => {
        const known = history.findLast((version) => version.updatedAtMs <= epochMs);
        return known && known.archivedAtMs === undefined ? [known] : [];
      }),
  };
}
