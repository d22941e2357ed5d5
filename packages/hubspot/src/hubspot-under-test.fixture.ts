import { Client } from "@hubspot/api-client";
import type { CrmMeetingFacts, CrmUnderTest } from "@slotkit/testing/conformance";
import { type HubSpotStandIn, type HubSpotStandInOptions, startHubSpotStandIn } from "@slotkit/testing/hubspot";
import { hubspot } from "./hubspot.ts";
import type { HubSpotApiVersion } from "./hubspot-paths.ts";

const outcomes: Readonly<Record<string, CrmMeetingFacts["outcome"]>> = {
  SCHEDULED: "scheduled",
  RESCHEDULED: "rescheduled",
  COMPLETED: "completed",
  NO_SHOW: "noShow",
  CANCELED: "cancelled",
};

/** A write of one record: a search and a batch read are posted, too. */
const oneRecord = /\/(contacts|meetings)(\/[^/]+)?$/;
const manyRequests = { perTenSeconds: 100_000 };

/** The adapter on an account that answers search half a minute late. */
export async function startHubSpotUnderTest(
  apiVersion: HubSpotApiVersion,
  options: HubSpotStandInOptions = {},
): Promise<CrmUnderTest & { standIn: HubSpotStandIn }> {
  const standIn = await startHubSpotStandIn({ searchLagMs: 30_000, limits: manyRequests, ...options });
  const { contacts } = new Client({ accessToken: standIn.token, basePath: standIn.url }).crm;
  return {
    standIn,
    crm: hubspot({ accessToken: standIn.token, basePath: standIn.url, apiVersion }),
    contacts: async () =>
      standIn.contacts().map(({ id, properties }) => ({
        id,
        email: properties.email ?? "",
        name: [properties.firstname, properties.lastname].filter(Boolean).join(" "),
        phone: properties.phone ?? null,
        company: properties.company ?? null,
        latestBooking: properties.slotkit_last_booking_uid ?? null,
      })),
    meetings: async () =>
      standIn.meetings().map(({ properties, contactIds }) => ({
        bookingUid: /booking (bk_\w+)/.exec(properties.hs_internal_meeting_notes ?? "")?.[1] ?? "",
        contactIds,
        start: Date.parse(properties.hs_meeting_start_time ?? ""),
        end: Date.parse(properties.hs_meeting_end_time ?? ""),
        outcome: outcomes[properties.hs_meeting_outcome ?? ""] ?? "scheduled",
      })),
    async addContact({ email, otherEmails = [], phone }) {
      const more = otherEmails.length === 0 ? {} : { hs_additional_emails: otherEmails.join(";") };
      const properties = { email, ...more, ...(phone === undefined ? {} : { phone }) };
      return (await contacts.basicApi.create({ properties, associations: [] })).id;
    },
    removeContact: (id) => contacts.basicApi.archive(id),
    loseAnswer: (nth) =>
      standIn.faults.add({
        method: ["POST", "PATCH"],
        path: oneRecord,
        skip: nth - 1,
        fault: { kind: "reset", commit: true },
      }),
    goDown: () => standIn.faults.add({ times: Number.POSITIVE_INFINITY, fault: { kind: "reset" } }),
    recover: () => standIn.faults.clear(),
    async close() {
      await standIn.close();
      if (standIn.violations.length > 0) throw new Error(`The stand-in went wrong: ${standIn.violations.join("; ")}`);
    },
  };
}
