import {
  type CallOptions,
  type Clock,
  DeadlineExceeded,
  IntegrationError,
  isIntegrationError,
  withDeadline,
} from "@slotkit/core";
import {
  type calendar_v3,
  calendar as createCalendar,
  type MethodOptions,
} from "googleapis/build/src/apis/calendar/index.js";
import type { z } from "zod";
import { classifyGoogleError } from "./classify-google-error.ts";
import type { FailurePhase } from "./failure-table.ts";
import { forgetAccessToken, type GoogleAuthClient } from "./google-auth.ts";

/** Makes the request with the vendor's client; `options` carry the signal and are passed on. */
export type GoogleSend = (calendar: calendar_v3.Calendar, options: MethodOptions) => Promise<{ data: unknown }>;

/** One request to the Calendar API. */
export interface GoogleRequest<Answer> {
  /** A `write` that got no answer may have happened; a `read` may simply be repeated. */
  effect: "read" | "write";
  send: GoogleSend;
  /** What the body must look like; anything else is a failure. */
  answer: z.ZodType<Answer>;
}

/** Sends requests, each under one deadline and without retries of its own. Rejects with `IntegrationError`, or with what `pace` does. */
export interface GoogleApi {
  call<Answer>(request: GoogleRequest<Answer>, options?: CallOptions): Promise<Answer>;
}

/** What the calls go through. */
export interface GoogleApiOptions {
  auth: GoogleAuthClient;
  clock: Clock;
  /** For one call, its token included. */
  timeoutMs: number;
  rootUrl?: string | undefined;
}

type VendorAuth = Exclude<NonNullable<calendar_v3.Options["auth"]>, string>;

/** Creates the one door through which every request leaves. */
export function createGoogleApi({ auth, clock, timeoutMs, rootUrl }: GoogleApiOptions): GoogleApi {
  const calendar = createCalendar({
    version: "v3",
    auth: auth as VendorAuth,
    ...(rootUrl === undefined ? {} : { rootUrl }),
  });
  async function send<Answer>(request: GoogleRequest<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
    let phase: FailurePhase = "token";
    const attempt = async (stop: AbortSignal) => {
      phase = "token";
      await auth.getRequestHeaders();
      stop.throwIfAborted();
      phase = request.effect;
      return request.send(calendar, { signal: stop, retry: false });
    };
    try {
      const work = (stop: AbortSignal) => repeatUnauthorized(auth, () => attempt(stop));
      const { data } = await withDeadline(work, { clock, deadlineMs: timeoutMs, signal });
      return readAnswer(data, request);
    } catch (error) {
      if (isIntegrationError(error)) throw error;
      const gaveUp = signal?.aborted === true || error instanceof DeadlineExceeded;
      throw classifyGoogleError(error, { phase, nowMs: clock.now(), gaveUp });
    }
  }
  return {
    call: (request, { signal, pace } = {}) => (pace ? pace((stop) => send(request, stop)) : send(request, signal)),
  };
}

/**
 * Repeats once with a new token after 401, which says that nothing was done. The vendor's client cannot be left to it:
 * for a service account it would resend the token that was just refused, as long as that looks unexpired.
 */
async function repeatUnauthorized<Answer>(auth: GoogleAuthClient, attempt: () => Promise<Answer>): Promise<Answer> {
  try {
    return await attempt();
  } catch (error) {
    if ((error as { response?: { status?: unknown } }).response?.status !== 401) throw error;
    forgetAccessToken(auth);
    return attempt();
  }
}

function readAnswer<Answer>(data: unknown, { answer, effect }: GoogleRequest<Answer>): Answer {
  const parsed = answer.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new IntegrationError(
    effect === "read" ? "transient" : "unknown_outcome",
    "Google answered with success, but the body is not what the Calendar API sends.",
    {
      remedy: "If it stays, look for a proxy between this machine and www.googleapis.com.",
      reason: "unreadable_answer",
    },
  );
}
