import type { Environment, Mode } from "./environment.ts";
import { databaseFile } from "./local-data.ts";
import type { StandIns } from "./stand-ins.ts";

/** Which parts are real in this run, and where to go. */
export function summaryOf(environment: Environment, standIns: StandIns, url: string, operatorToken: string): string {
  const { calendar, crm, mail } = environment;
  const parts: readonly (readonly [string, string])[] = [
    ["Bookings", environment.postgresUrl === null ? `SQLite, ${databaseFile(environment)}` : "PostgreSQL"],
    ["Calendar", describe(calendar.mode, `Google Calendar, ${calendar.calendarId}`, standIns.google?.url)],
    ["CRM", describe(crm.mode, "HubSpot", standIns.hubspot?.url)],
    ["Mail", describe(mail.mode, "SMTP", standIns.mail?.url)],
  ];
  const places: readonly (readonly [string, string])[] = [
    ["Book", url],
    ...(standIns.mail ? [["Read the mails", `${url}/inbox`] as const] : []),
    ["API", `${url}/api/openapi.json`],
    ...(environment.operatorToken === null ? [["Operator token of this run", operatorToken] as const] : []),
  ];
  return ["", ...rows(parts), "", ...rows(places), ""].join("\n");
}

function describe(mode: Mode, real: string, standInUrl: string | undefined): string {
  if (mode === "off") return "off";
  return mode === "real" ? real : `stand-in on this machine, ${standInUrl}; nothing leaves it`;
}

function rows(pairs: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
