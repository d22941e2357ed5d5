import assert from "node:assert/strict";
import type { Effect } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { makeBooking, makeEffect, minute, morning, store } from "./storage-fixtures.ts";

/** Outbox rows: one per target. */
export const effectCases: readonly StorageCase[] = [
  {
    name: "an effect comes back with every field as it was stored",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const full = makeEffect({
        id: "ef_2",
        integration: "mail",
        target: "host:ada",
        revision: 3,
        state: "manual",
        delivered: {
          version: 2,
          generation: 5,
          status: "confirmed",
          start: morning,
          end: morning + minute,
          hostIds: ["zoe", "ada"],
          calendarId: "a@example.com",
        },
        uncertain: true,
        attempt: 4,
        repairs: 2,
        wantedAt: morning - 1,
        leaseOwner: "worker",
        leaseUntil: morning + minute,
        failure: { kind: "auth", message: "refused „✗“", remedy: "Renew the credential.", at: morning },
      });
      const elsewhere = {
        version: 1,
        generation: 1,
        status: "cancelled",
        start: morning,
        end: morning + minute,
        hostIds: [],
        calendarId: null,
      } as const;
      const withdrawn = makeEffect({ id: "ef_3", integration: "crm", delivered: elsewhere });
      await store(client, makeBooking(), [full, withdrawn, makeEffect()]);
      assert.deepEqual(await client.effects.ofSubjects(["bk_1"]), [makeEffect(), withdrawn, full]);
      const found = await client.transaction([], (tx) =>
        Promise.all([tx.effects.find("ef_2"), tx.effects.find("ef_9")]),
      );
      assert.deepEqual(found, [full, null]);
    },
  },
  {
    name: "saving the same subject, integration and target replaces the row, which keeps its id",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await store(client, makeBooking(), [makeEffect(), makeEffect({ id: "ef_2", target: "host:ada" })]);
      await client.transaction([], (tx) => tx.effects.save(makeEffect({ id: "ef_3", revision: 2, state: "done" })));
      assert.deepEqual(await client.effects.ofSubjects(["bk_1"]), [
        makeEffect({ revision: 2, state: "done" }),
        makeEffect({ id: "ef_2", target: "host:ada" }),
      ]);
    },
  },
  {
    name: "an effect belongs to a stored booking",
    async run({ storage }) {
      const client = storage.forClient("acme");
      await assert.rejects(
        client.transaction([], (tx) =>
          tx.effects.save(makeEffect({ subject: { kind: "booking", uid: "bk_unknown" } })),
        ),
      );
    },
  },
  {
    name: "delivered spans are those of calendar effects in the named calendars that overlap",
    async run({ storage }) {
      const client = storage.forClient("acme");
      const at = (minutes: number, calendarId: string | null): Partial<Effect> => {
        const start = morning + minutes * minute;
        return {
          delivered: {
            version: 1,
            generation: 1,
            status: "confirmed",
            start,
            end: start + 30 * minute,
            hostIds: ["ada"],
            calendarId,
          },
        };
      };
      await store(client, makeBooking(), [
        makeEffect({ id: "ef_1", target: "1", ...at(30, "ada@example.com") }),
        makeEffect({ id: "ef_2", target: "2", ...at(0, "bob@example.com") }),
        makeEffect({ id: "ef_3", target: "3", ...at(60, "ada@example.com") }),
        makeEffect({ id: "ef_4", target: "4", ...at(-30, "ada@example.com") }),
        makeEffect({ id: "ef_5", target: "5", ...at(0, "carol@example.com") }),
        makeEffect({ id: "ef_6", target: "6", ...at(0, null) }),
        makeEffect({ id: "ef_7", integration: "mail", ...at(0, "ada@example.com") }),
        makeEffect({ id: "ef_8", target: "8" }),
      ]);
      const calendars = ["ada@example.com", "bob@example.com"];
      const spans = await client.effects.deliveredSpans(calendars, morning, morning + 60 * minute);
      assert.deepEqual(spans, [
        { calendarId: "bob@example.com", start: morning, end: morning + 30 * minute },
        { calendarId: "ada@example.com", start: morning + 30 * minute, end: morning + 60 * minute },
      ]);
      assert.deepEqual(await client.effects.deliveredSpans([], morning, morning + minute), []);
    },
  },
];
