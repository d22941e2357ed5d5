import type { SlotKitContext } from "../context.ts";
import type { BookingAttempt, BotDefence } from "../ports/bot-defence.ts";
import type { EventType } from "../ports/catalog.ts";
import { logLate } from "../resilience/log-late.ts";
import { withDeadline } from "../resilience/with-deadline.ts";
import type { BotDefenceRules } from "./bot-defence-options.ts";
import { readFormToken } from "./form-token.ts";
import { createTokenIssuer } from "./token-issuer.ts";

/** What the built-in defence works with. */
export type FormDefenceTools = Pick<SlotKitContext, "storage" | "signer" | "clock" | "random" | "logger" | "telemetry">;

/** Why a booking was refused: for the host's telemetry, never for whoever asked. */
export type BotSign = "honeypot" | "no_token" | "wrong_token" | "too_fast" | "too_old" | "used_up" | "verify";

const verifyDeadlineMs = 5_000;

/**
 * A honeypot, and a token that proves how long ago the form was sent: signed, bound to the client and the event type, good
 * for a time and for a number of bookings. Tokens are not stored; that one was used is counted like a request.
 */
export function createFormDefence(tools: FormDefenceTools, rules: BotDefenceRules): BotDefence {
  const { storage, signer, clock, logger, telemetry } = tools;
  const lifetimeMs = rules.formLifetimeMinutes * 60_000;
  const tokens = createTokenIssuer(tools);
  const modeOf = ({ botDefence }: EventType) => botDefence ?? rules.mode;

  async function signOf({ clientId, eventType, form }: BookingAttempt): Promise<BotSign | null> {
    const mode = modeOf(eventType);
    if (mode === "off") return null;
    if (form.website !== undefined && form.website !== "") return "honeypot";
    if (form.token === undefined) return mode === "required" ? "no_token" : null;
    const token = await readFormToken(signer, { clientId, eventType: eventType.slug }, form.token);
    if (!token) return "wrong_token";
    const ageMs = clock.now() - token.issuedAtMs;
    if (ageMs < rules.minimumFillSeconds * 1000) return "too_fast";
    if (ageMs >= lifetimeMs) return "too_old";
    const { count } = await storage.forClient(clientId).rateLimits.hit(`form ${token.id}`, lifetimeMs);
    return count > rules.attemptsPerForm ? "used_up" : null;
  }

  async function verified(attempt: BookingAttempt): Promise<boolean> {
    const { verify } = rules;
    if (!verify) return true;
    try {
      return await withDeadline(async () => verify(attempt), {
        deadlineMs: verifyDeadlineMs,
        clock,
        onLate: logLate(logger, "botDefence.verify"),
      });
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      logger.warn("botDefence.verify failed; the booking passes, and the limits still stand.", { name });
      return true;
    }
  }

  return {
    async issueForm({ clientId, eventType }) {
      if (modeOf(eventType) === "off") return null;
      return {
        token: await tokens.next({ clientId, eventType: eventType.slug }),
        minimumSeconds: rules.minimumFillSeconds,
        expiresInSeconds: lifetimeMs / 1000,
      };
    },
    async admits(attempt) {
      const sign = (await signOf(attempt)) ?? ((await verified(attempt)) ? null : "verify");
      if (sign !== null) telemetry.record("bot.refused", { sign, eventType: attempt.eventType.slug });
      return sign === null;
    },
  };
}
