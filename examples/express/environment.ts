import { ConfigurationError, isTimeZone } from "@slotkit/core";

/** How one integration runs. */
export type Mode = "real" | "stand-in" | "off";

/** The example's settings, read from the environment variables that `.env.example` lists. */
export interface Environment {
  production: boolean;
  port: number;
  host: string;
  publicUrl: string | null;
  /** Of a PostgreSQL database; null where bookings are kept in a file. */
  postgresUrl: string | null;
  databaseFile: string | null;
  secret: string | null;
  operatorToken: string | null;
  allowedOrigins: readonly string[];
  trustedProxies: number;
  calendar: { mode: Mode; keyFile: string | null; calendarId: string | null };
  crm: { mode: Mode; accessToken: string | null };
  mail: { mode: Mode; smtpUrl: string | null; from: string };
  person: { name: string; email: string; timeZone: string };
}

/** Where the script-tag example lies. */
const scriptTagOrigin = "http://localhost:8080";

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings. In production nothing is pretended: an integration without its credential stops the start, unless
 * it is declined (`false`) or the stand-in is asked for by name.
 *
 * @throws {ConfigurationError} naming the variable, what it holds (unless secret) and the remedy.
 */
export function readEnvironment(variables: Variables): Environment {
  const read = (name: string) => variables[name]?.trim() || null;
  const production = read("NODE_ENV") === "production";
  const keyFile = read("GOOGLE_APPLICATION_CREDENTIALS");
  const accessToken = read("HUBSPOT_ACCESS_TOKEN");
  const smtpUrl = read("SMTP_URL");
  const mode = (variable: string, real: string, credential: string) =>
    readMode({ read, production, variable, real, credential });
  const calendarMode = mode("CALENDAR", "google", "GOOGLE_APPLICATION_CREDENTIALS");
  const calendarId = read("GOOGLE_CALENDAR_ID");
  if (calendarMode === "real" && calendarId === null) {
    throw problem(
      "GOOGLE_CALENDAR_ID",
      'is required with Google Calendar; take it from the calendar\'s settings, "Integrate calendar"',
    );
  }
  const secret = read("SLOTKIT_SECRET");
  if (production && secret === null) {
    throw problem("SLOTKIT_SECRET", "is required in production; make one with: openssl rand -base64 32");
  }
  return {
    production,
    port: readWhole(read, "PORT", 3000, 65_535),
    host: read("HOST") ?? "127.0.0.1",
    publicUrl: readUrl(read, "PUBLIC_URL"),
    ...readDatabase(read("DATABASE_URL")),
    secret,
    operatorToken: read("OPERATOR_TOKEN"),
    allowedOrigins: (read("ALLOWED_ORIGINS") ?? (production ? "" : scriptTagOrigin))
      .split(",")
      .flatMap((origin) => origin.trim() || []),
    trustedProxies: readWhole(read, "TRUSTED_PROXIES", 0, 10),
    calendar: { mode: calendarMode, keyFile, calendarId },
    crm: { mode: mode("CRM", "hubspot", "HUBSPOT_ACCESS_TOKEN"), accessToken },
    mail: {
      mode: mode("MAIL", "smtp", "SMTP_URL"),
      smtpUrl,
      from: read("MAIL_FROM") ?? "SlotKit Example <bookings@example.com>",
    },
    person: {
      name: read("HOST_NAME") ?? "Ada Example",
      email: read("HOST_EMAIL") ?? "ada@example.com",
      timeZone: readTimeZone(read("TIME_ZONE")),
    },
  };
}

type Read = (name: string) => string | null;

interface ModeQuestion {
  read: Read;
  production: boolean;
  /** The variable that chooses. */
  variable: string;
  /** What the real one is called. */
  real: string;
  /** The variable that holds its credential. */
  credential: string;
}

function readMode({ read, production, variable, real, credential }: ModeQuestion): Mode {
  const chosen = read(variable);
  const hasCredential = read(credential) !== null;
  const remedy = `set ${credential}, or choose ${variable}=false or ${variable}=stand-in`;
  switch (chosen) {
    case "false":
      return "off";
    case "stand-in":
      return "stand-in";
    case real:
      if (hasCredential) return "real";
      throw problem(variable, `asks for ${real}, but its credential is missing; ${remedy}`, chosen);
    case null:
      if (hasCredential) return "real";
      if (production) throw problem(credential, `is missing, and in production nothing pretends to deliver; ${remedy}`);
      return "stand-in";
    default:
      throw problem(variable, `must be ${real}, stand-in or false`, chosen);
  }
}

function readWhole(read: Read, name: string, fallback: number, most: number): number {
  const text = read(name);
  if (text === null) return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw problem(name, `must be a whole number from 0 to ${most}`, text);
}

function readUrl(read: Read, name: string): string | null {
  const text = read(name);
  if (text === null) return null;
  if (URL.canParse(text) && /^https?:/.test(text)) return text.replace(/\/$/, "");
  throw problem(name, "must be an http(s) address such as https://book.example.com", text);
}

/** As `DATABASE_URL` may carry a password, it is never shown. */
function readDatabase(url: string | null): Pick<Environment, "postgresUrl" | "databaseFile"> {
  if (url === null) return { postgresUrl: null, databaseFile: null };
  if (/^postgres(ql)?:\/\//.test(url)) return { postgresUrl: url, databaseFile: null };
  const file = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1];
  if (file !== undefined) return { postgresUrl: null, databaseFile: file };
  const paths = "sqlite: and a path, such as sqlite:/var/lib/slotkit/slotkit.db";
  throw problem("DATABASE_URL", `must be ${paths}, or postgres://user:password@host:5432/database`);
}

function readTimeZone(name: string | null): string {
  if (name === null) return "Europe/Berlin";
  if (isTimeZone(name)) return name;
  throw problem("TIME_ZONE", "must be an IANA time zone, such as Europe/Berlin", name);
}

function problem(field: string, message: string, received?: string): ConfigurationError {
  return new ConfigurationError([
    { field, message, ...(received === undefined ? {} : { received: JSON.stringify(received) }) },
  ]);
}
