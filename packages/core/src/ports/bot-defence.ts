import type { EventType } from "./catalog.ts";

/** What is done about bots that book. */
export const botDefenceModes = ["off", "optional", "required"] as const;

/**
 * `off`: nothing is issued and nothing is looked at. `optional`: what came with a booking has to be right, but nothing has
 * to come. `required`: only what came from a form of ours is taken.
 */
export type BotDefenceMode = (typeof botDefenceModes)[number];

/** What a page is given for one booking form. */
export interface IssuedForm {
  /** To be sent back with the booking. Opaque. */
  token: string;
  /** Seconds that a person takes at least to fill the form in; sooner the token is refused. */
  minimumSeconds: number;
  /** Seconds after which the token is refused. */
  expiresInSeconds: number;
}

/** What came back from the form, beside the booking itself. */
export interface FilledForm {
  token?: string | undefined;
  /** The honeypot: no person sees this field, so only a bot fills it in. */
  website?: string | undefined;
  /** The answer to a challenge of the host application's own, such as Turnstile's. */
  response?: string | undefined;
}

/** A booking that is asked for by somebody who shows no operator's credentials. */
export interface BookingAttempt {
  clientId: string;
  eventType: EventType;
  /** What came with the booking; empty when nothing did. */
  form: FilledForm;
  email: string;
  /** The address or network it came from; null when it is not known. */
  sender: string | null;
  signal?: AbortSignal | undefined;
}

/** Tells people from bots. */
export interface BotDefence {
  /** What the page that shows the form is given; null when this event type needs nothing. */
  issueForm(request: { clientId: string; eventType: EventType }): Promise<IssuedForm | null>;
  /**
   * Whether a booking may be asked for. Called once for each that is, before anything of it is looked at, and not for the
   * repeat of an answered one. A refused caller is not told why.
   */
  admits(attempt: BookingAttempt): Promise<boolean>;
}
