/** What may be held or booked: time of its own, or up to three seats of a session, both with the same host. */
export type Kind = "intro" | "class";

export const capacity = 3;
export const holdMs = 5 * 60_000;
const mostExtensions = 2;

export interface ModelHold {
  kind: Kind;
  start: number;
  seats: number;
  expiresAt: number;
  extensions: number;
}

export interface ModelBooking {
  kind: Kind;
  start: number;
  guests: number;
  isLive: boolean;
}

/** What somebody wants, and whose place gives way to it. */
export interface Wish {
  kind: Kind;
  start: number;
  seats: number;
  /** The hold that is used up. */
  hold?: string | undefined;
  /** The booking that moves. */
  moving?: string | undefined;
}

/**
 * Holds and seats as one would explain them to somebody: a list of holds, a list of bookings, and a clock. Starts are an hour apart
 * and meetings last as long, so that a start is taken or not.
 */
export class HoldModel {
  now: number;
  readonly holds = new Map<string, ModelHold>();
  readonly bookings = new Map<string, ModelBooking>();

  constructor(now: number) {
    this.now = now;
  }

  isHeld(uid: string | undefined): boolean {
    const hold = uid === undefined ? undefined : this.holds.get(uid);
    return hold !== undefined && hold.expiresAt > this.now;
  }

  /** How much of each kind is taken at a start: bookings, and at most one or some seats. */
  takenAt(start: number, { hold, moving }: Pick<Wish, "hold" | "moving"> = {}): Record<Kind, number> {
    const taken = { intro: 0, class: 0 };
    for (const [uid, one] of this.holds) {
      if (uid !== hold && one.start === start && this.isHeld(uid)) taken[one.kind] += one.seats;
    }
    for (const [uid, one] of this.bookings) {
      if (uid !== moving && one.isLive && one.start === start) taken[one.kind] += seatsOf(one);
    }
    return taken;
  }

  /** How a wish is answered: `done`, or the code of the refusal. */
  answerTo(wish: Wish): string {
    const taken = this.takenAt(wish.start, wish);
    const refusal = this.refusalOf(wish, taken);
    if (refusal === null) return "done";
    return wish.hold !== undefined && !this.isHeld(wish.hold) ? "reservation_expired" : refusal;
  }

  private refusalOf({ kind, seats }: Wish, taken: Record<Kind, number>): string | null {
    if (kind === "intro") return taken.intro + taken.class === 0 ? null : "slot_unavailable";
    if (taken.intro > 0) return "slot_unavailable";
    return taken.class + seats <= capacity ? null : "seats_full";
  }

  /** What the list of a kind shows of a start: the seats left, 1 for a free time, 0 where nothing is offered. */
  offeredAt(kind: Kind, start: number): number {
    const taken = this.takenAt(start);
    if (taken.intro > 0) return 0;
    return kind === "class" ? capacity - taken.class : taken.class === 0 ? 1 : 0;
  }

  answerToExtension(uid: string): string {
    if (!this.isHeld(uid)) return "reservation_expired";
    return (this.holds.get(uid)?.extensions ?? 0) < mostExtensions ? "done" : "limit_reached";
  }
}

/** The guests of a class have a seat each. */
export function seatsOf({ kind, guests }: Pick<ModelBooking, "kind" | "guests">): number {
  return kind === "class" ? 1 + guests : 1;
}
