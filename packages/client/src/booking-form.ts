import type { BookingFormBody, BookingFormView, SlotsAnswer } from "@slotkit/core/http";
import type { CallOptions } from "./calls/caller.ts";
import type { SlotCalls } from "./calls/slots.ts";
import { wait } from "./repeat.ts";

/** Keeps what the booking form of one event type has to send along, so that bots and people can be told apart. */
export interface BookingForm {
  /** Takes what an answer to `include=eventType` brought, so that `fill` need not ask; its time begins to run now. */
  receive(answer: Pick<SlotsAnswer, "form">): void;
  /**
   * What belongs into the booking as `form`. Asks the API when it has no token that is still good, and then waits the few
   * seconds that the token has to be old.
   *
   * @param fields.website - What stands in the field that people do not see; a booking with anything in it is refused.
   * @param fields.response - The answer to a challenge of the host application's own.
   * @returns Undefined when the event type asks for nothing and no field was given.
   */
  fill(
    fields?: Pick<BookingFormBody, "website" | "response">,
    options?: CallOptions,
  ): Promise<BookingFormBody | undefined>;
  /** Forgets the token, after a booking was refused as `forbidden`: the next `fill` asks for a new one. */
  renew(): void;
}

export interface BookingFormOptions {
  /** Default: the machine's clock. A timer that stands still while the machine sleeps would keep dead tokens. */
  nowMs?: () => number;
  /** Waits until a token may be used. Default: a timer that the signal ends. */
  wait?: (delayMs: number, signal?: AbortSignal) => Promise<void>;
}

/** A token is not used in the last minute of its life, when it could end on the way. */
const marginMs = 60_000;
const dayMs = 24 * 3_600_000;

/** A booking form of an event type, for pages and programs that book over the API without the widget. */
export function createBookingForm(
  client: Pick<SlotCalls, "getSlots">,
  eventType: string,
  { nowMs = () => Date.now(), wait: pause = wait }: BookingFormOptions = {},
): BookingForm {
  /** Undefined while it is not known whether the event type asks for one; null where it does not. */
  let form: (BookingFormView & { receivedMs: number }) | null | undefined;

  const receive: BookingForm["receive"] = (answer) => {
    form = answer.form ? { ...answer.form, receivedMs: nowMs() } : null;
  };
  const isGood = () =>
    form === null || (form !== undefined && nowMs() < form.receivedMs + form.expiresInSeconds * 1000 - marginMs);

  async function ask(options: CallOptions): Promise<void> {
    const [start, end] = [nowMs(), nowMs() + dayMs].map((ms) => new Date(ms).toISOString());
    receive(await client.getSlots({ eventType, start: start ?? "", end: end ?? "", include: "eventType" }, options));
  }

  return {
    receive,
    async fill(fields = {}, options = {}) {
      if (!isGood()) await ask(options);
      if (!form) return Object.keys(fields).length > 0 ? fields : undefined;
      const { token, receivedMs, minimumSeconds } = form;
      const leftMs = receivedMs + minimumSeconds * 1000 - nowMs();
      if (leftMs > 0) await pause(leftMs, options.signal);
      return { ...fields, token };
    },
    renew() {
      form = undefined;
    },
  };
}
