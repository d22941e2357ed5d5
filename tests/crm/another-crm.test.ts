// The example of another CRM keeps the contract of every CRM.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { IntegrationError } from "@slotkit/core";
import { type CrmMeetingFacts, type CrmUnderTest, crmConformance } from "@slotkit/testing/conformance";
import { describe, it } from "vitest";
import { customerTable } from "../../examples/express/customer-table.ts";

async function startCustomerTable(): Promise<CrmUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), "slotkit-customers-"));
  const file = join(folder, "customers.db");
  const crm = customerTable({ file });
  // Another connection: what the table really holds, and somebody who locks it.
  const other = new DatabaseSync(file);
  let losesAnswerOf: number | null = null;
  return {
    crm: {
      ...crm,
      async recordBooking(request, options) {
        const result = await crm.recordBooking(request, options);
        if (losesAnswerOf === null || --losesAnswerOf > 0) return result;
        losesAnswerOf = null;
        throw new IntegrationError("unknown_outcome", "The process died.", { remedy: "Nothing to do." });
      },
    },
    contacts: async () =>
      other
        .prepare("select id, email, name, phone, company, latest_booking from customers order by id")
        .all()
        .map(({ id, email, name, phone, company, latest_booking: latestBooking }) => ({
          id: String(id),
          email: String(email),
          name: String(name),
          phone: phone === null ? null : String(phone),
          company: company === null ? null : String(company),
          latestBooking: latestBooking === null ? null : String(latestBooking),
        })),
    meetings: async () =>
      other
        .prepare("select booking, customer_id, start, end, outcome from appointments")
        .all()
        .map(({ booking, customer_id: customerId, start, end, outcome }) => ({
          bookingUid: String(booking),
          contactIds: [String(customerId)],
          start: Number(start),
          end: Number(end),
          outcome: String(outcome) as CrmMeetingFacts["outcome"],
        })),
    async addContact({ email, phone = null }) {
      const row = other.prepare("insert into customers (email, phone) values (?, ?) returning id").get(email, phone);
      return String(row?.id);
    },
    async removeContact(id) {
      other.prepare("delete from customers where id = ?").run(id);
    },
    loseAnswer(nth) {
      losesAnswerOf = nth;
    },
    goDown: () => other.exec("begin exclusive"),
    recover: () => other.exec("rollback"),
    async close() {
      other.close();
      crm.close();
      rmSync(folder, { recursive: true });
    },
  };
}

describe("a CRM in one file", () => {
  it.each([...crmConformance(startCustomerTable)])("$name", ({ run }) => run());
});
