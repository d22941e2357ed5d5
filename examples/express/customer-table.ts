import { DatabaseSync } from "node:sqlite";
import { type BookingSnapshot, type CrmProvider, IntegrationError, type IntegrationHealth } from "@slotkit/core";

/** A CRM in one file: customers and their appointments in two tables of the host's own SQLite database. */
export function customerTable({ file }: { file: string }): CrmProvider & { close(): void } {
  const database = new DatabaseSync(file, { timeout: 1_000 });
  database.exec(tables);
  const findById = database.prepare("select id from customers where id = ?");
  const findByEmail = database.prepare("select id from customers where email = ?");
  const insert = database.prepare("insert into customers (email) values (?) returning id");
  // What is not known clears nothing.
  const update = database.prepare(
    `update customers set name = coalesce(nullif(?, ''), name), phone = coalesce(nullif(?, ''), phone),
       company = coalesce(nullif(?, ''), company), latest_booking = coalesce(?, latest_booking) where id = ?`,
  );
  const record = database.prepare(
    `insert into appointments (booking, customer_id, start, end, outcome) values (?, ?, ?, ?, ?)
       on conflict (booking) do update set customer_id = excluded.customer_id, start = excluded.start, end = excluded.end,
       outcome = excluded.outcome`,
  );

  return {
    name: "customer-table",
    async recordBooking({ booking, contactId, latest }, { signal } = {}) {
      signal?.throwIfAborted();
      return translated(() =>
        inTransaction(database, () => {
          const { uid, attendee, start, end } = booking;
          const { name, phone, company } = attendee;
          // The address is only ever written with a new customer: whoever is known keeps theirs.
          const email = attendee.email.toLowerCase();
          const row = (contactId !== null && findById.get(contactId)) || findByEmail.get(email) || insert.get(email);
          const id = String(row?.id);
          // A customer shows the latest booking, in whatever order bookings arrive.
          update.run(name, phone, company, latest ? uid : null, id);
          record.run(uid, id, start, end, outcomeOf(booking));
          return { contactId: id, meetingId: uid, leftOut: [] };
        }),
      );
    },
    async check(): Promise<IntegrationHealth> {
      try {
        translated(() => database.prepare("select count(*) from customers").get());
        return { state: "ok", latencyMs: 0, detail: null };
      } catch (error) {
        return { state: "down", latencyMs: 0, detail: (error as Error).message };
      }
    },
    close: () => database.close(),
  };
}

const tables = `
  create table if not exists customers (
    id integer primary key,
    email text not null unique collate nocase,
    name text not null default '',
    phone text,
    company text,
    latest_booking text
  );
  create table if not exists appointments (
    booking text primary key,
    customer_id integer not null references customers (id) on delete cascade,
    start integer not null,
    end integer not null,
    outcome text not null
  );
`;

function outcomeOf({ status, noShow, moved }: BookingSnapshot): string {
  if (status === "cancelled" || status === "rejected") return "cancelled";
  if (noShow.host || noShow.attendee) return "noShow";
  if (status === "completed") return "completed";
  return moved ? "rescheduled" : "scheduled";
}

/** All of a booking is written, or nothing of it. */
function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec("begin immediate");
  try {
    const result = work();
    database.exec("commit");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("rollback");
    throw error;
  }
}

/** SQLite's own words, in those by which the outbox decides: 5 and 6 are a lock of somebody else, which passes. */
function translated<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const code = (error as { errcode?: number }).errcode ?? 0;
    const busy = code % 256 === 5 || code % 256 === 6;
    throw new IntegrationError(busy ? "transient" : "permanent", `The customer table refused (SQLite ${code}).`, {
      remedy: busy ? "Nothing to do; it is tried again." : "Look at the database file, then retry from the sync queue.",
      cause: error,
    });
  }
}
