import { type Clock, ConfigurationError, type FieldError, systemClock } from "@slotkit/core";
import { z } from "zod";
import type { GoogleAuthClient } from "./google-auth.ts";
import type { GoogleAvailability } from "./read-busy.ts";
import { type GoogleCredentials, readServiceAccount, type ServiceAccountKey } from "./service-account.ts";

/** How Google Calendar is reached. Exactly one of `credentials` and `auth` is given. */
export interface GoogleCalendarOptions {
  /** A service account: path of its key file, the file's text (from an environment variable, say), or its parsed content. */
  credentials?: GoogleCredentials;
  /**
   * A ready client of `google-auth-library` in place of a service account, such as an `OAuth2Client`. How often it tries
   * to fetch a token is for its own transporter to say.
   */
  auth?: GoogleAuthClient;
  /**
   * User of the domain for whom the service account acts, by domain-wide delegation. With it attendee and guests are
   * invited through Google as well; without it events carry no attendees, since Google refuses them.
   */
  subject?: string;
  /** Default `events`: our own events are told from others'. `freeBusy` where no calendar grants more. */
  availability?: GoogleAvailability;
  /** For one call, its token included. Default 10,000. */
  timeoutMs?: number;
  /** Sends the requests of `credentials`, for tests and stand-ins. Default: the vendor's own, which honours `HTTPS_PROXY`. */
  fetch?: typeof fetch;
  /** Where the API is, for tests and stand-ins. Default `https://www.googleapis.com/`. */
  rootUrl?: string;
  /** Default: the machine's. */
  clock?: Clock;
}

/** Checked options with every default filled in. */
export interface GoogleCalendarSettings {
  signIn: { key: ServiceAccountKey } | { auth: GoogleAuthClient };
  subject: string | undefined;
  availability: GoogleAvailability;
  timeoutMs: number;
  fetch: typeof fetch | undefined;
  rootUrl: string | undefined;
  clock: Clock;
}

const root = "googleCalendar";
const isFunction = (value: unknown) => typeof value === "function";

const schema = z.strictObject({
  credentials: z
    .union(
      [
        z.strictObject({ keyFile: z.string().min(1) }),
        z.strictObject({ json: z.string() }),
        z.strictObject({ serviceAccount: z.unknown() }),
      ],
      {
        error: "give exactly one of { keyFile }, { json } or { serviceAccount }.",
      },
    )
    .optional(),
  auth: z
    .custom<GoogleAuthClient>(isAuthClient, "give a client of google-auth-library, such as an OAuth2Client.")
    .optional(),
  subject: z.email("give the e-mail address of a user of the domain.").optional(),
  availability: z.enum(["events", "freeBusy"], "give events or freeBusy.").default("events"),
  timeoutMs: z
    .int("give whole milliseconds.")
    .min(100, "give at least 100 milliseconds.")
    .max(120_000, "give at most 120,000 milliseconds.")
    .default(10_000),
  fetch: z.custom<typeof fetch>(isFunction, "give a function like fetch.").optional(),
  rootUrl: z.url("give an absolute URL such as https://www.googleapis.com/.").optional(),
  clock: z.custom<Clock>((value) => typeof value === "object" && value !== null, "give a Clock.").default(systemClock),
});

/**
 * Checks the options and reads the key, so that a wrong one stops the start and not the first booking.
 *
 * @throws {ConfigurationError} naming option, value and remedy; never any part of a key.
 */
export function readOptions(options: GoogleCalendarOptions): GoogleCalendarSettings {
  const parsed = schema.safeParse(options);
  if (!parsed.success) throw new ConfigurationError(parsed.error.issues.map((issue) => toProblem(issue, options)));
  const { credentials, auth, subject, fetch, rootUrl, ...rest } = parsed.data;
  const signIn = readSignIn(credentials as GoogleCredentials | undefined, auth, fetch !== undefined);
  return { signIn, subject, fetch, rootUrl, ...rest };
}

function readSignIn(
  credentials: GoogleCredentials | undefined,
  auth: GoogleAuthClient | undefined,
  hasFetch: boolean,
): GoogleCalendarSettings["signIn"] {
  if ((credentials === undefined) === (auth === undefined)) {
    refuse({ field: `${root}.credentials`, message: "give either credentials or auth, and not both." });
  }
  if (auth !== undefined) {
    if (hasFetch)
      refuse({ field: `${root}.fetch`, message: "goes with credentials only; give auth its own transporter." });
    return { auth };
  }
  const result = readServiceAccount(credentials as GoogleCredentials, `${root}.credentials`);
  return "key" in result ? result : refuse(result.problem);
}

function toProblem({ path, message, code }: z.core.$ZodIssue, options: unknown): FieldError {
  const field = [root, ...path].join(".");
  const text = code === "unrecognized_keys" ? `${message}; remove what is not an option.` : message;
  const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], options);
  const secret = path.length === 0 || path[0] === "credentials" || path[0] === "auth";
  return {
    field,
    message: text,
    ...(secret ? {} : { received: (JSON.stringify(value) ?? String(value)).slice(0, 100) }),
  };
}

function isAuthClient(value: unknown): value is GoogleAuthClient {
  if (typeof value !== "object" || value === null) return false;
  return (["setCredentials", "getRequestHeaders", "request"] as const).every((name) =>
    isFunction((value as GoogleAuthClient)[name]),
  );
}

function refuse(problem: FieldError): never {
  throw new ConfigurationError([problem]);
}
