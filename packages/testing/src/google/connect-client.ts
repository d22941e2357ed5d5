import { auth, calendar, type calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";
import type { GoogleStandIn } from "./start-google-stand-in.ts";

// Google's own client, for the tests of this folder alone: it is the judge of whether the stand-in speaks the protocol.

export type CalendarClient = calendar_v3.Calendar;

export interface ConnectOptions {
  scopes?: string[];
  /** The user to stand for. Default: none, the service account itself. */
  subject?: string;
  /** Default: the stand-in's own key. */
  key?: string;
}

export const CALENDAR_SCOPE = "https://www.googleapis.com/auth/calendar";

export function connect(standIn: GoogleStandIn, options: ConnectOptions = {}): CalendarClient {
  const { client_email, private_key, private_key_id } = standIn.credentials;
  const client = new auth.JWT({
    email: client_email,
    key: options.key ?? private_key,
    keyId: private_key_id,
    scopes: options.scopes ?? [CALENDAR_SCOPE],
    ...(options.subject === undefined ? {} : { subject: options.subject }),
    transporterOptions: {
      fetchImplementation: standIn.fetch,
      retry: false,
      retryConfig: { retry: 0, noResponseRetries: 0 },
    },
  });
  return calendar({ version: "v3", auth: client, retry: false });
}

/** Whether an error of the client carries this `reason` in Google's envelope. */
export function hasReason(reason: string): (error: unknown) => boolean {
  return (error) => reasonOf(error) === reason;
}

function reasonOf(error: unknown): string | undefined {
  // gaxios hangs the answer onto its errors; the shape is Google's error envelope.
  const { response } = error as { response?: { data?: { error?: { errors?: { reason: string }[] } } } };
  return response?.data?.error?.errors?.[0]?.reason;
}
