import { auth } from "googleapis/build/src/apis/calendar/index.js";
import type { ServiceAccountKey } from "./service-account.ts";

/**
 * What the adapter asks Google for: to write events, to read free/busy time, and to list calendars for the health check.
 * Domain-wide delegation must be granted for exactly these.
 */
export const googleCalendarScopes: readonly string[] = [
  "https://www.googleapis.com/auth/calendar.events",
  "https://www.googleapis.com/auth/calendar.freebusy",
  "https://www.googleapis.com/auth/calendar.calendarlist.readonly",
];

/** The tokens that a client of `google-auth-library` holds. */
export interface GoogleTokens {
  access_token?: string | null;
  refresh_token?: string | null;
  /** Epoch milliseconds. */
  expiry_date?: number | null;
}

/** The part of an auth client that is used. `OAuth2Client` and `JWT` of `google-auth-library` have it. */
export interface GoogleAuthClient {
  credentials: GoogleTokens;
  setCredentials(tokens: GoogleTokens): void;
  /** Fetches an access token when there is none that is good for a while. */
  getRequestHeaders(): Promise<unknown>;
  /** Sends one request with the token. */
  request(options: never): Promise<unknown>;
}

/** How a service account signs in. */
export interface ServiceAccountAuthOptions {
  key: ServiceAccountKey;
  /** User to act for, by domain-wide delegation. */
  subject: string | undefined;
  timeoutMs: number;
  fetch: typeof fetch | undefined;
}

/** Creates the vendor's client for a service account, with its own retries off for tokens as well as for calls. */
export function createServiceAccountAuth({ key, subject, timeoutMs, fetch }: ServiceAccountAuthOptions) {
  return new auth.JWT({
    email: key.client_email,
    key: key.private_key,
    ...(key.private_key_id === undefined ? {} : { keyId: key.private_key_id }),
    ...(subject === undefined ? {} : { subject }),
    scopes: [...googleCalendarScopes],
    // Left on, tokens would be written to the log whenever GOOGLE_SDK_NODE_LOGGING is set.
    useAuthRequestParameters: false,
    transporterOptions: {
      timeout: timeoutMs,
      retryConfig: { retry: 0, noResponseRetries: 0 },
      ...(fetch === undefined ? {} : { fetchImplementation: fetch }),
    },
  });
}

/** Makes the client fetch a new access token before its next request. */
export function forgetAccessToken(client: GoogleAuthClient): void {
  client.setCredentials({ ...client.credentials, access_token: null, expiry_date: 1 });
}
