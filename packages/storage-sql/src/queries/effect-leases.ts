import type { EffectLeases } from "@slotkit/core";
import type { ExpressionBuilder, Kysely } from "kysely";
import type { SqlEngine } from "../engine.ts";
import type { Dialect } from "../migrations/migration.ts";
import type { Schema } from "../schema.ts";
import { toEffect } from "./effect-row.ts";
import { prepare } from "./prepare.ts";

/** Leases over the outbox rows of all clients. */
export function effectLeases(engine: SqlEngine): EffectLeases {
  const noLocks = { clientId: "", locks: [] };
  return {
    async dueClients({ integration, after, limit, takeOver }) {
      const find = takeOver ? dueClients : dueAndUnheldClients;
      const { rows } = await find(engine.reads, { integration, after, limit, now: await engine.now() });
      return rows.flatMap(({ clientId }) => clientId ?? []);
    },
    leaseEffects: ({ owner, leaseMs, integration, shares, takeOver }) =>
      engine.transaction(noLocks, async (db, now) => {
        const lease = leasing[engine.dialect][takeOver ? "takingOver" : "sparing"];
        const leased = [];
        for (const { clientId, limit } of shares) {
          const until = now + leaseMs;
          const { rows } = await lease(db, { clientId, integration, limit, owner, now, until });
          leased.push(...rows.map(toEffect).sort(longestDueFirst));
        }
        return leased;
      }),
    renewLeases: ({ owners, leaseMs }) =>
      engine.transaction(noLocks, (db, now) => renewLeases(db, owners, now + leaseMs)),
    nextEffectAt: (integration) => nextEffectAt(engine.reads, integration),
  };
}

/** What is due at `now`; `takeOver` includes what somebody held too long. */
function isDue(
  eb: ExpressionBuilder<Schema, "outbox">,
  { integration, now, takeOver }: { integration: string; now: number; takeOver: boolean },
) {
  const isFree = eb("outbox.lease_until", "is", null);
  return eb.and([
    eb("outbox.integration", "=", integration),
    eb("outbox.state", "=", "pending"),
    eb("outbox.not_before", "<=", now),
    takeOver ? eb.or([isFree, eb("outbox.lease_until", "<=", now)]) : isFree,
  ]);
}

interface DueClients {
  integration: string;
  after: string;
  limit: number;
  now: number;
}

const dueClients = prepareDueClients(true);
const dueAndUnheldClients = prepareDueClients(false);

/** Hops from client to client over the index, past however many rows each has. */
function prepareDueClients(takeOver: boolean) {
  return prepare((db, { integration, after, limit, now }: DueClients) =>
    db
      .withRecursive("clients(clientId)", (cte) =>
        cte
          .selectFrom("outbox")
          .select(({ fn }) => fn.min<string | null>("outbox.client_id").as("clientId"))
          .where((eb) => isDue(eb, { integration, now, takeOver }))
          .where("outbox.client_id", ">", after)
          .unionAll(
            cte
              .selectFrom("clients")
              .select(({ selectFrom }) =>
                selectFrom("outbox")
                  .select(({ fn }) => fn.min<string | null>("outbox.client_id").as("clientId"))
                  .where((eb) => isDue(eb, { integration, now, takeOver }))
                  .whereRef("outbox.client_id", ">", "clients.clientId")
                  .as("clientId"),
              )
              .where("clients.clientId", "is not", null),
          ),
      )
      .selectFrom("clients")
      .select("clients.clientId")
      .where("clients.clientId", "is not", null)
      .limit(limit),
  );
}

interface ClientLease {
  clientId: string;
  integration: string;
  limit: number;
  owner: string;
  now: number;
  until: number;
}

/** Rows that another worker is just taking are skipped, not waited for. */
function prepareLease(dialect: Dialect, takeOver: boolean) {
  return prepare((db, { clientId, integration, limit, owner, now, until }: ClientLease) =>
    db
      .with(
        (cte) => cte("due").materialized(),
        (query) =>
          query
            .selectFrom("outbox")
            .select("outbox.id")
            .where("outbox.client_id", "=", clientId)
            .where((eb) => isDue(eb, { integration, now, takeOver }))
            .orderBy("outbox.not_before")
            .orderBy("outbox.id")
            .limit(limit)
            .$if(dialect === "postgres", (due) => due.forUpdate().skipLocked()),
      )
      .updateTable("outbox")
      .set(({ eb, ref }) => ({
        // Whoever had it before may have died in the middle of telling.
        uncertain: eb.case().when("lease_owner", "is not", null).then(true).else(ref("uncertain")).end(),
        lease_owner: owner,
        lease_until: until,
      }))
      .where("client_id", "=", clientId)
      .where("id", "in", ({ selectFrom }) => selectFrom("due").select("due.id"))
      .returningAll(),
  );
}

const leasing = {
  sqlite: { takingOver: prepareLease("sqlite", true), sparing: prepareLease("sqlite", false) },
  postgres: { takingOver: prepareLease("postgres", true), sparing: prepareLease("postgres", false) },
} satisfies Record<Dialect, unknown>;

/** The rows of these owners, whose leases now end at `until`. */
async function renewLeases(db: Kysely<Schema>, owners: readonly string[], until: number) {
  if (owners.length === 0) return [];
  const rows = await db
    .updateTable("outbox")
    .set({ lease_until: until })
    .where("lease_owner", "in", owners)
    .returning(["client_id", "id"])
    .execute();
  return rows.map(({ client_id: clientId, id }) => ({ clientId, id }));
}

/** The earliest instant at which a waiting outbox row may be due, or null. Every worker asks for it every few seconds. */
async function nextEffectAt(db: Kysely<Schema>, integration: string | undefined): Promise<number | null> {
  const { rows } = await (integration === undefined ? earliestDue(db, {}) : earliestDueOf(db, { integration }));
  return rows[0]?.dueAt ?? null;
}

const selectEarliestDue = (db: Kysely<Schema>) =>
  db
    .selectFrom("outbox")
    .select(({ eb, fn, ref }) =>
      fn
        .min<number | null>(
          eb.case().when("lease_until", ">", ref("not_before")).then(ref("lease_until")).else(ref("not_before")).end(),
        )
        .as("dueAt"),
    )
    .where("state", "=", "pending");

const earliestDue = prepare((db, _all: object) => selectEarliestDue(db));
const earliestDueOf = prepare((db, { integration }: { integration: string }) =>
  selectEarliestDue(db).where("integration", "=", integration),
);

function longestDueFirst(a: { notBefore: number; id: string }, b: { notBefore: number; id: string }): number {
  if (a.notBefore !== b.notBefore) return a.notBefore - b.notBefore;
  return a.id < b.id ? -1 : 1;
}
