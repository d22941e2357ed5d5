import {
  type CalendarProvider,
  type CrmProvider,
  type Notifier,
  type SlotKitOptions,
  type Storage,
  staticCatalog,
} from "@slotkit/core";
import { googleCalendar } from "@slotkit/google-calendar";
import { hubspot } from "@slotkit/hubspot";
import { email } from "@slotkit/notifications";
import { postgresStorage } from "@slotkit/storage-sql/postgres";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";
import { consoleLogger } from "./console-logger.ts";
import type { Environment } from "./environment.ts";
import { databaseFile, secretOf } from "./local-data.ts";
import type { StandIns } from "./stand-ins.ts";

/** Puts a SlotKit together: the one place that knows which parts this host uses. */
export function compose(environment: Environment, standIns: StandIns | null, publicUrl: string): SlotKitOptions {
  return {
    storage: storageOf(environment),
    catalog: catalogOf(environment),
    calendar: calendarOf(environment, standIns),
    crm: crmOf(environment, standIns),
    notifications: notificationsOf(environment, standIns),
    secret: secretOf(environment),
    manageUrl: `${publicUrl}/manage#{uid}.{secret}`,
    logger: consoleLogger,
  };
}

/** One file for one machine, or a PostgreSQL database that as many processes as wanted share. */
function storageOf(environment: Environment): Storage {
  const { postgresUrl } = environment;
  return postgresUrl === null
    ? sqliteStorage({ file: databaseFile(environment) })
    : postgresStorage({ connectionString: postgresUrl, logger: consoleLogger });
}

function catalogOf({ person, calendar }: Environment) {
  const workday = [
    { start: "09:00", end: "12:30" },
    { start: "13:30", end: "17:00" },
  ];
  const calendarId = calendarIdOf({ person, calendar });
  return staticCatalog({
    schedules: [
      {
        id: "office",
        timeZone: person.timeZone,
        weekly: { monday: workday, tuesday: workday, wednesday: workday, thursday: workday, friday: workday },
      },
    ],
    hosts: [
      {
        id: "ada",
        name: person.name,
        email: person.email,
        schedule: "office",
        ...(calendarId === null ? {} : { calendars: { destination: calendarId } }),
      },
    ],
    eventTypes: [
      {
        slug: "intro",
        title: "Introduction",
        description: "A first conversation: what you are building, and whether we can help.",
        location: "Video call; the link follows by mail",
        durationMinutes: 30,
        minimumNoticeMinutes: 120,
        hosts: ["ada"],
      },
    ],
  });
}

function calendarIdOf({ person, calendar }: Pick<Environment, "person" | "calendar">): string | null {
  if (calendar.mode === "off") return null;
  return calendar.mode === "real" ? calendar.calendarId : person.email;
}

function calendarOf({ calendar }: Environment, standIns: StandIns | null): CalendarProvider | false {
  if (calendar.keyFile !== null && calendar.mode === "real") {
    return googleCalendar({ credentials: { keyFile: calendar.keyFile } });
  }
  if (!standIns?.google) return false;
  return googleCalendar({ credentials: { serviceAccount: standIns.google.credentials }, fetch: standIns.google.fetch });
}

function crmOf({ crm }: Environment, standIns: StandIns | null): CrmProvider | false {
  if (crm.accessToken !== null && crm.mode === "real") return hubspot({ accessToken: crm.accessToken });
  if (!standIns?.hubspot) return false;
  return hubspot({ accessToken: standIns.hubspot.token, basePath: standIns.hubspot.url });
}

function notificationsOf({ mail }: Environment, standIns: StandIns | null): Notifier | false {
  if (mail.smtpUrl !== null && mail.mode === "real") return email({ transport: mail.smtpUrl, from: mail.from });
  if (!standIns?.mail) return false;
  return email({ transport: standIns.mail.url, from: mail.from });
}
