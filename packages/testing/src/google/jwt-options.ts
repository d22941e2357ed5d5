import type { GoogleStandIn } from "./start-google-stand-in.ts";

export interface JwtOptions {
  scopes?: string[];
  /** The user to stand for. Default: none, the service account itself. */
  subject?: string;
  /** Default: the stand-in's own key. */
  key?: string;
}

export const CALENDAR_SCOPE = "https://www.googleapis.com/auth/calendar";

/** What the tests of this folder hand to the `JWT` of Google's own client, the judge of whether we speak the protocol. */
export function jwtOptions(standIn: GoogleStandIn, { scopes = [CALENDAR_SCOPE], key, subject }: JwtOptions = {}) {
  const { client_email, private_key, private_key_id } = standIn.credentials;
  return {
    email: client_email,
    key: key ?? private_key,
    keyId: private_key_id,
    scopes,
    ...(subject === undefined ? {} : { subject }),
    transporterOptions: { fetchImplementation: standIn.fetch, retry: false },
  };
}
