import type { ReservationCalls, ReservationView } from "@slotkit/client";
import type { Clock } from "./clock.ts";

const secondMs = 1_000;

/** From here on the visitor is asked whether to go on holding. */
const endsSeconds = 60;

/** A time that is held for the visitor while the form is filled in. */
export class Hold {
  /** Of the reservation, for the booking that uses it up. */
  uid: string | null = null;
  isExpired = false;
  canExtend = false;
  #secret = "";
  #untilMs = 0;
  #stop = () => {};
  readonly #clock: Clock;
  readonly #onTick: () => void;

  /** @param onTick - Called every second while something is held, and when it no longer is. */
  constructor(clock: Clock, onTick: () => void) {
    this.#clock = clock;
    this.#onTick = onTick;
  }

  /** Rounded up; 0 when nothing is held. */
  get remainingSeconds(): number {
    return this.uid ? Math.max(0, Math.ceil((this.#untilMs - this.#clock.now()) / secondMs)) : 0;
  }

  get isEnding(): boolean {
    return this.uid !== null && this.remainingSeconds <= endsSeconds;
  }

  take(reservation: ReservationView): void {
    this.drop();
    this.uid = reservation.reservationUid;
    this.#secret = reservation.secret;
    this.#follow(reservation);
  }

  async extend(calls: ReservationCalls): Promise<void> {
    if (!this.uid) return;
    const { uid } = this;
    const reservation = await calls.extendReservation(uid, this.#secret);
    if (uid === this.uid) this.#follow(reservation);
  }

  /** Gives the time back. That it does not arrive is no harm: it ends by itself. */
  release(calls: ReservationCalls): void {
    if (this.uid) calls.releaseReservation(this.uid, this.#secret).catch(() => {});
    this.drop();
  }

  /** Forgets what was held. */
  drop(): void {
    this.#stop();
    this.uid = null;
    this.isExpired = false;
  }

  #follow({ reservedUntil, extensionsLeft }: ReservationView): void {
    this.#untilMs = Date.parse(reservedUntil);
    this.canExtend = extensionsLeft > 0;
    this.#tick();
  }

  #tick(): void {
    this.#stop();
    if (this.remainingSeconds > 0) this.#stop = this.#clock.schedule(() => this.#tick(), secondMs);
    else {
      this.drop();
      this.isExpired = true;
    }
    this.#onTick();
  }
}
