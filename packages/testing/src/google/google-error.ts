import type { HttpAnswer } from "../faults/fault-script.ts";

/** One refusal as Google words it: the status, the machine-readable reason and the domain it belongs to. */
export interface GoogleErrorOptions {
  status: number;
  /** The `reason` that callers are meant to branch on, such as `duplicate`. */
  reason: string;
  message: string;
  /** Default: `global`. The calendar's own rules answer under `calendar`. */
  domain?: string;
  /** Where the fault lies, such as `{ type: "header", name: "If-Match" }`. */
  location?: { type: "parameter" | "header"; name: string };
  /** The newer envelope beside the older one, for the errors that Google sends in both. */
  details?: { status: string; reason: string };
}

/**
 * An answer that is an error in Google's envelope.
 *
 * @see https://developers.google.com/workspace/calendar/api/guides/errors
 */
export class GoogleError extends Error {
  override readonly name = "GoogleError";
  readonly #options: GoogleErrorOptions;

  constructor(options: GoogleErrorOptions) {
    super(options.message);
    this.#options = options;
  }

  toAnswer(): HttpAnswer {
    const { status } = this.#options;
    const challenge = status === 401 ? { "www-authenticate": 'Bearer realm="https://accounts.google.com/"' } : {};
    return { status, headers: challenge, body: JSON.stringify(googleErrorBody(this.#options)) };
  }
}

/** The JSON body of an error, also of use as the `body` of a scripted fault. */
export function googleErrorBody(options: GoogleErrorOptions): object {
  const { status, reason, message, domain = "global", location, details } = options;
  const place = location ? { locationType: location.type, location: location.name } : {};
  return {
    error: {
      errors: [{ domain, reason, message, ...place }],
      code: status,
      message,
      ...(details ? { status: details.status, details: [errorInfo(details.reason)] } : {}),
    },
  };
}

function errorInfo(reason: string): object {
  return { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason, domain: "googleapis.com" };
}

export function badRequest(message: string): GoogleError {
  return new GoogleError({ status: 400, reason: "badRequest", message });
}

export function invalid(message: string): GoogleError {
  return new GoogleError({ status: 400, reason: "invalid", message });
}

export function missing(message: string): GoogleError {
  return new GoogleError({ status: 400, reason: "required", message });
}

export function emptyTimeRange(): GoogleError {
  const message = "The specified time range is empty.";
  return new GoogleError({ status: 400, domain: "calendar", reason: "timeRangeEmpty", message });
}

export function fullSyncRequired(): GoogleError {
  const message = "Sync token is no longer valid, a full sync is required.";
  return new GoogleError({ status: 410, domain: "calendar", reason: "fullSyncRequired", message });
}

export function notFound(): GoogleError {
  return new GoogleError({ status: 404, reason: "notFound", message: "Not Found" });
}

/** Says plainly that the stand-in does not know how Google would answer, in place of a guess. */
export function notPlayed(what: string): GoogleError {
  const message = `The Google stand-in does not play ${what}.`;
  return new GoogleError({ status: 501, domain: "standIn", reason: "notImplemented", message });
}
