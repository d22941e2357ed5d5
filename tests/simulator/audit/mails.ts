import type { BookingRow, InterruptionFact, MailFact, Violation, WorldFacts } from "./facts.ts";
import { isLive } from "./overlaps.ts";

const wrong = (says: string): Violation => ({ promise: "P5", says });

/** Longest time from a change to the arrival of a mail that was being written when it came. */
const underWayMs = 60_000;
const endings = ["cancelled", "declined"];

/** Mails, once everything has been delivered: everybody knows the last state, told once, and nothing came after the end. */
export function findWrongMails(
  facts: Pick<WorldFacts, "rows" | "mails" | "hostEmails" | "interruptions">,
  endedAt: (uid: string) => number | null,
): Violation[] {
  const { rows, mails, hostEmails, interruptions } = facts;
  if (mails === null) return [];
  const waiting = new Set(
    rows.effects
      .filter(({ integration, state }) => integration === "mail" && (state === "manual" || state === "ignored"))
      .map(({ subjectUid, target }) => `${subjectUid}/${target}`),
  );
  const byBooking = Map.groupBy(mails, ({ bookingUid }) => bookingUid);
  return rows.bookings.flatMap((booking) => {
    const own = byBooking.get(booking.uid) ?? [];
    const to = (audience: string, email?: string) =>
      own.filter((mail) => mail.audience === audience && (email === undefined || mail.to === email));
    const check = (target: string, who: string, received: readonly MailFact[], mustHear: boolean) =>
      waiting.has(`${booking.uid}/${target}`)
        ? []
        : [...checkLast(booking, who, received, mustHear), ...checkRepeats(booking, who, received, interruptions)];
    const hosts = booking.hostIds.flatMap((id) => {
      const email = hostEmails.get(id);
      // A host who was never told of a booking need not hear of its end.
      return email ? check(`host:${id}`, email, to("host", email), isLive(booking)) : [];
    });
    const leavers = [...hostEmails].flatMap(([id, email]) =>
      email && !booking.hostIds.includes(id) && !waiting.has(`${booking.uid}/host:${id}`)
        ? checkLeaver(booking, email, to("host", email))
        : [],
    );
    const ended = endedAt(booking.uid);
    return [
      ...leavers,
      ...check("attendee", "the attendee", to("attendee"), true),
      ...hosts,
      ...(ended === null ? [] : own.flatMap((mail) => checkAfterEnd(booking, mail, ended))),
    ];
  });
}

/** A host who was told of a booking that somebody else has now knows that, or its end. */
function checkLeaver({ uid, status }: BookingRow, who: string, mails: readonly MailFact[]): Violation[] {
  const last = mails.at(-1);
  if (!last || status === "completed" || last.kind === "reassigned" || endings.includes(last.kind)) return [];
  return [wrong(`${who} was last told "${last.kind}" of ${uid}, which has another host`)];
}

/** The last mail tells how things stand. */
function checkLast(booking: BookingRow, who: string, mails: readonly MailFact[], mustHear: boolean): Violation[] {
  // Once a meeting is over there is nothing left to say of it, however long the mail was down.
  if (booking.status === "completed") return [];
  const last = mails.at(-1);
  if (!last) return mustHear ? [wrong(`${who} was never told of ${booking.uid}`)] : [];
  const kinds = lastKinds[booking.status];
  const isTrue = kinds.includes(last.kind) && (!isLive(booking) || last.start === booking.start);
  return isTrue
    ? []
    : [
        wrong(
          `${who} was last told "${last.kind}" at ${last.start} of ${booking.uid}, which is ${booking.status} at ${booking.start}`,
        ),
      ];
}

const lastKinds: Readonly<Record<BookingRow["status"], readonly string[]>> = {
  pending: ["pending", "rescheduled", "reassigned"],
  confirmed: ["confirmed", "rescheduled", "reassigned"],
  completed: [],
  rejected: ["declined"],
  cancelled: ["cancelled"],
};

/**
 * A mail comes twice only if its sender could not know, or could not write down, that it had been taken. Nobody is told
 * the same in two mails.
 */
function checkRepeats(
  booking: BookingRow,
  who: string,
  mails: readonly MailFact[],
  interruptions: readonly InterruptionFact[],
): Violation[] {
  const told = ({ kind, start, manageUrl, version }: MailFact) =>
    // Who is told of another host twice has been given two.
    [kind, start, manageUrl, kind === "reassigned" ? version : ""].join();
  return mails.slice(1).flatMap((mail, index) => {
    const before = mails[index];
    if (!before?.acknowledged || told(before) !== told(mail)) return [];
    const broke = interruptions.some(
      ({ process, at }) => process === before.sender && before.at <= at && at <= mail.at,
    );
    return broke
      ? []
      : [wrong(`${who} was told "${mail.kind}" of ${booking.uid} twice, for no reason (${mail.messageId})`)];
  });
}

function checkAfterEnd(booking: BookingRow, mail: MailFact, ended: number): Violation[] {
  if (endings.includes(mail.kind) || mail.at <= ended + underWayMs) return [];
  return [wrong(`"${mail.kind}" of ${booking.uid} was sent ${Math.round((mail.at - ended) / 1000)} s after its end`)];
}
