import { type GoogleStandIn, startGoogleStandIn } from "@slotkit/testing/google";
import { type HubSpotStandIn, startHubSpotStandIn } from "@slotkit/testing/hubspot";
import { type MailServer, startMailServer } from "@slotkit/testing/smtp";
import type { Environment } from "./environment.ts";

/** Servers on this machine that stand in for what has no credential here; null where the real one is used, or none. */
export interface StandIns {
  google: GoogleStandIn | null;
  hubspot: HubSpotStandIn | null;
  mail: MailServer | null;
  close(): Promise<void>;
}

/** Starts the stand-ins that the environment asks for. They speak the real protocols over real sockets. */
export async function startStandIns({ calendar, crm, mail, person }: Environment): Promise<StandIns> {
  const google =
    calendar.mode === "stand-in"
      ? await startGoogleStandIn({
          calendars: [{ id: person.email, summary: person.name, timeZone: person.timeZone, accessRole: "writer" }],
        })
      : null;
  const hubspot = crm.mode === "stand-in" ? await startHubSpotStandIn() : null;
  const mailServer = mail.mode === "stand-in" ? await startMailServer() : null;
  return {
    google,
    hubspot,
    mail: mailServer,
    async close() {
      await Promise.all([google?.close(), hubspot?.close(), mailServer?.close()]);
    },
  };
}
