import type { EffectRepository, Transaction } from "@slotkit/core";
import type { Kysely, QueryResult } from "kysely";
import type { OutboxTable, Schema } from "../schema.ts";
import { assertOwn } from "./assert-own.ts";
import { toEffect, toEffectRow } from "./effect-row.ts";
import { prepare } from "./prepare.ts";

/** Reads outbox rows of one client. */
export function effectReads(db: Kysely<Schema>, clientId: string): EffectRepository {
  return {
    async ofSubjects(uids) {
      const found = await Promise.all([...uids].sort().map((uid) => effectsOfSubject(db, { clientId, uid })));
      return found.flatMap(({ rows }) => rows.map(toEffect));
    },
    async deliveredSpans(calendarIds, start, end) {
      if (calendarIds.length === 0) return [];
      const { rows } = await deliveredSpans(db, { clientId, calendarIds, start, end });
      return rows.map(({ calendarId, start: from, end: until }) => ({ calendarId, start: from, end: until }));
    },
  };
}

/** Reads and writes outbox rows of one client inside a transaction. */
export function effectWrites(db: Kysely<Schema>, clientId: string): Transaction["effects"] {
  return {
    ...effectReads(db, clientId),
    async find(id) {
      const { rows } = await findEffect(db, { clientId, id });
      return rows[0] ? toEffect(rows[0]) : null;
    },
    async save(...effects) {
      if (effects.length === 0) return;
      for (const effect of effects) assertOwn(effect, clientId);
      await saveRows(db, effects.map(toEffectRow));
    },
  };
}

const effectsOfSubject = prepare((db, { clientId, uid }: { clientId: string; uid: string }) =>
  db
    .selectFrom("outbox")
    .selectAll()
    .where("client_id", "=", clientId)
    .where("subject_uid", "=", uid)
    .orderBy("integration")
    .orderBy("target"),
);

const deliveredSpans = prepare(
  (
    db,
    {
      clientId,
      calendarIds,
      start,
      end,
    }: { clientId: string; calendarIds: readonly string[]; start: number; end: number },
  ) =>
    db
      .selectFrom("outbox")
      .select(["delivered_calendar_id as calendarId", "delivered_start as start", "delivered_end as end"])
      .where("client_id", "=", clientId)
      .where("integration", "=", "calendar")
      .where("delivered_calendar_id", "in", calendarIds)
      .where("delivered_start", "<", end)
      .where("delivered_end", ">", start)
      .orderBy("delivered_start")
      .$narrowType<{ calendarId: string; start: number; end: number }>(),
);

const findEffect = prepare((db, { clientId, id }: { clientId: string; id: string }) =>
  db.selectFrom("outbox").selectAll().where("client_id", "=", clientId).where("id", "=", id),
);

/** One statement for all rows, because each one costs a round trip. */
function saveRows(db: Kysely<Schema>, rows: readonly OutboxTable[]): Promise<QueryResult<unknown>> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof OutboxTable)[];
  insertOrReplace ??= prepareSave(columns);
  return insertOrReplace(db, { values: rows.flatMap((row) => columns.map((column) => row[column])) });
}

let insertOrReplace: ReturnType<typeof prepareSave> | undefined;

/** @param columns - Of every row, in the order in which its values come. */
function prepareSave(columns: readonly (keyof OutboxTable)[]) {
  const replaced = columns.filter((column) => column !== "id");
  return prepare(
    (db, { values }: { values: readonly unknown[] }) => {
      const rows = Array.from({ length: values.length / columns.length }, (_, row) =>
        Object.fromEntries(columns.map((column, index) => [column, values[row * columns.length + index]])),
      ) as unknown as OutboxTable[];
      return db
        .insertInto("outbox")
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(["client_id", "subject_uid", "integration", "target"])
            .doUpdateSet(({ ref }) => Object.fromEntries(replaced.map((name) => [name, ref(`excluded.${name}`)]))),
        );
    },
    { postable: true },
  );
}
