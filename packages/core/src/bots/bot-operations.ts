import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";
import type { BookingAttempt, FilledForm, IssuedForm } from "../ports/bot-defence.ts";

/** Input of {@link BotOperations.admitBooking}. */
export interface AdmitRequest extends ClientScope, Pick<BookingAttempt, "email" | "sender" | "signal"> {
  eventType: string;
  /** What came with the booking. */
  form?: FilledForm | undefined;
}

/** What keeps bots from booking, for whoever takes bookings from strangers; the HTTP API asks it by itself. */
export interface BotOperations {
  /** What a booking form of the event type needs; null when it needs nothing, or there is no such event type. */
  issueForm(eventType: string, scope?: ClientScope): Promise<IssuedForm | null>;
  /** @throws {BookingError} `forbidden`, always in the same words. */
  admitBooking(request: AdmitRequest): Promise<void>;
}

export function botOperations({ catalog, botDefence }: SlotKitContext): BotOperations {
  return {
    async issueForm(slug, { clientId = defaultClientId } = {}) {
      const eventType = await catalog.findEventType(clientId, slug);
      return eventType && botDefence ? botDefence.issueForm({ clientId, eventType }) : null;
    },
    async admitBooking({ clientId = defaultClientId, eventType: slug, form = {}, ...rest }) {
      const eventType = await catalog.findEventType(clientId, slug);
      // That there is no such event type is for the booking to say.
      if (!eventType || !botDefence || (await botDefence.admits({ ...rest, clientId, eventType, form }))) return;
      throw new BookingError("forbidden", "This booking was not accepted. Load the page again, and book once more.");
    },
  };
}
