import assert from "node:assert/strict";
import type { Attendee } from "@slotkit/core";
import { makeRecordRequest, makeSnapshot } from "./booking-snapshots.ts";
import type { CrmCase } from "./crm-under-test.ts";

const { attendee } = makeSnapshot();
const known = (changes: Partial<Attendee>) => ({ attendee: { ...attendee, ...changes } });

/** Whom a booking finds or makes. */
export const crmContactCases: readonly CrmCase[] = [
  {
    name: "a new attendee becomes one contact with name, phone and company, and guests become none",
    async run({ crm, contacts }) {
      const { contactId, leftOut } = await crm.recordBooking(makeRecordRequest({ guests: ["guest@example.org"] }));
      assert.deepEqual(leftOut, []);
      const { name, email, phone, company } = attendee;
      assert.deepEqual(await contacts(), [{ id: contactId, name, email, phone, company, latestBooking: "bk_1" }]);
    },
  },
  {
    name: "a repeat makes nothing twice, with the ids that were stored and without them",
    async run({ crm, contacts, meetings }) {
      const first = await crm.recordBooking(makeRecordRequest());
      assert.deepEqual(await crm.recordBooking(makeRecordRequest({}, first)), first);
      assert.deepEqual(await crm.recordBooking(makeRecordRequest()), first);
      assert.equal((await contacts()).length, 1);
      if (meetings) assert.equal((await meetings()).length, 1);
    },
  },
  {
    name: "100 first bookings of one address at once end with one contact, and none is lost",
    async run({ crm, contacts, meetings }) {
      const uids = Array.from({ length: 100 }, (_, index) => `bk_${String(index).padStart(3, "0")}`);
      const results = await Promise.all(
        uids.map((uid, index) => crm.recordBooking(makeRecordRequest({ uid }, { latest: index === 99 }))),
      );
      const [contact, ...others] = await contacts();
      assert.deepEqual(others, []);
      assert.deepEqual(new Set(results.map(({ contactId }) => contactId)), new Set([contact?.id]));
      assert.equal(contact?.latestBooking, "bk_099");
      if (!meetings) return;
      const recorded = (await meetings()).map(({ bookingUid, contactIds }) => [bookingUid, ...contactIds]);
      assert.deepEqual(
        recorded.toSorted(),
        uids.map((uid) => [uid, contact?.id]),
      );
    },
  },
  {
    name: "the stored contact is written to, and keeps its address",
    async run({ crm, contacts, addContact }) {
      const contactId = await addContact({ email: "other@example.org" });
      assert.equal((await crm.recordBooking(makeRecordRequest({}, { contactId }))).contactId, contactId);
      assert.deepEqual(
        (await contacts()).map(({ id, email, latestBooking }) => ({ id, email, latestBooking })),
        [{ id: contactId, email: "other@example.org", latestBooking: "bk_1" }],
      );
    },
  },
  {
    name: "a stored contact that has gone is looked for by address, and made anew when there is none",
    async run({ crm, contacts, addContact, removeContact }) {
      const gone = await addContact({ email: "gone@example.org" });
      await removeContact(gone);
      const present = await addContact({ email: attendee.email });
      assert.equal((await crm.recordBooking(makeRecordRequest({}, { contactId: gone }))).contactId, present);
      await removeContact(present);
      const { contactId } = await crm.recordBooking(makeRecordRequest({ uid: "bk_2" }, { contactId: present }));
      assert.deepEqual(
        (await contacts()).map(({ id, email }) => [id, email]),
        [[contactId, attendee.email]],
      );
    },
  },
  {
    name: "an address is one contact whatever its case",
    async run({ crm, contacts, addContact }) {
      const id = await addContact({ email: attendee.email });
      const { contactId } = await crm.recordBooking(makeRecordRequest(known({ email: "Grace@Example.ORG" })));
      assert.equal(contactId, id);
      assert.deepEqual(
        (await contacts()).map(({ email }) => email),
        [attendee.email],
      );
    },
  },
  {
    name: "a contact is found by its further addresses",
    needs: "hasSecondaryAddresses",
    async run({ crm, contacts, addContact }) {
      const id = await addContact({ email: "work@example.org", otherEmails: [attendee.email] });
      assert.equal((await crm.recordBooking(makeRecordRequest())).contactId, id);
      assert.deepEqual(
        (await contacts()).map(({ email }) => email),
        ["work@example.org"],
      );
    },
  },
  {
    name: "what a booking does not know of its attendee clears nothing",
    async run({ crm, contacts, addContact }) {
      await addContact({ email: attendee.email, phone: "+1 555 0199" });
      await crm.recordBooking(makeRecordRequest(known({ phone: null, company: "" })));
      assert.deepEqual(
        (await contacts()).map(({ phone, company }) => [phone, company]),
        [["+1 555 0199", null]],
      );
    },
  },
  {
    name: "an older booking that arrives later does not take the place of the latest",
    async run({ crm, contacts }) {
      const { contactId } = await crm.recordBooking(makeRecordRequest({ uid: "bk_2" }));
      await crm.recordBooking(makeRecordRequest({ uid: "bk_1", status: "cancelled" }, { latest: false }));
      assert.deepEqual(
        (await contacts()).map(({ id, latestBooking }) => [id, latestBooking]),
        [[contactId, "bk_2"]],
      );
    },
  },
];
