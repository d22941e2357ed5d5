import {
  type Caller,
  createCaller,
  type EventTypeView,
  type SlotCalls,
  type SlotsAnswer,
  type SlotView,
  slotCalls,
} from "@slotkit/client";
import { createEmit, type Emit } from "../events.ts";
import { en } from "../messages/en.ts";
import { inRegion, type Language, languageOf, localeOf } from "../messages/language.ts";
import { loadMessages } from "../messages/load-messages.ts";
import type { Messages } from "../messages/messages.ts";
import { addMonths, type DayKey, isDayKey, isMonthKey, type MonthKey, monthOf } from "../time/calendar-date.ts";
import type { HourCycle } from "../time/formats.ts";
import { dayOf, detectTimeZone, isTimeZone } from "../time/time-zone.ts";
import { nameOfZone } from "../time/zone-name.ts";
import { Availability, firstFreeDay, type MonthState, type Moving } from "./availability.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Failure } from "./failure.ts";
import { configKeys, defaultConfig, type StoreConfig } from "./store-config.ts";

export interface StoreOptions {
  /** Where the events go; an element passes itself. Default: an event target of the store's own. */
  target?: EventTarget;
  /** Default: the browser's. */
  clock?: Clock;
}

/** English is there from the beginning; null stands for a language that has no words here. */
const words = new Map<string, Messages | null>([["en", en]]);

/**
 * The free times of one event type and a visitor's choice among them, without any markup: what is known, what is shown,
 * and what can be done next. It works once somebody subscribes, and rests when nobody does any more.
 */
export class TimesStore<Calls extends SlotCalls = SlotCalls> {
  /** What the page decides. */
  config: Readonly<StoreConfig> = defaultConfig;
  /** How it is said; English until the words of another language have arrived. */
  language!: Language;
  /** The shown day. */
  day: DayKey | null = null;
  /** The chosen time. */
  slot: SlotView | null = null;
  /** What was just done, for whoever cannot see it. */
  announcement = "";
  readonly availability: Availability;
  /** Hears the events; see `BookingEventDetails`. */
  readonly target: EventTarget;
  protected readonly clock: Clock;
  protected readonly emit: Emit;
  protected calls!: Calls;
  /** The booking that is being moved: its own time counts as free. */
  protected moving: Moving | null = null;
  #eventType: EventTypeView | null = null;
  #hasWords = false;
  #listeners = new Set<() => void>();
  /** What the visitor chose over what the page says. */
  #zone = "";
  #hourCycle: HourCycle = "auto";
  #duration = 0;
  /** Until the first month is shown: an empty one may give way to the next. */
  #mayAdvance = true;
  #isStarted = false;
  #isAwake = false;

  constructor({ target = new EventTarget(), clock = systemClock }: StoreOptions = {}) {
    this.target = target;
    this.clock = clock;
    this.emit = createEmit(target);
    this.availability = new Availability({
      now: () => clock.now(),
      onChange: (state) => this.onMonth(state),
      onEventType: (eventType, answer) => this.onEventType(eventType, answer),
    });
    this.#speak();
  }

  /** The present moment, RFC 3339. */
  get now(): string {
    return new Date(this.clock.now()).toISOString();
  }

  /** Null until it is known, and until it can be spoken of in the visitor's language. */
  get eventType(): EventTypeView | null {
    return this.#hasWords ? this.#eventType : null;
  }

  /** The shown month. */
  get month(): MonthState {
    return this.#hasWords ? this.availability.state : { kind: "loading" };
  }

  /** The zone of all times, IANA: the visitor's choice, the page's, or the browser's. */
  get timeZone(): string {
    const { timeZone, prefill } = this.config;
    const wanted = [this.#zone, timeZone, prefill.timeZone ?? ""];
    return wanted.find((zone) => zone !== "" && isTimeZone(zone)) ?? detectTimeZone();
  }

  /** The zone by its city, and its offset at the chosen time or in the middle of the month: `Berlin (GMT+1)`. */
  get timeZoneName(): string {
    const { slot, timeZone, language, availability } = this;
    const at = slot?.start ?? (availability.month ? `${availability.month}-15T12:00:00Z` : this.now);
    return `${nameOfZone(timeZone)} (${language.formats.offset(at)})`;
  }

  /** Minutes; 0 until they are known. */
  get durationMinutes(): number {
    return this.#duration || this.config.duration || (this.#eventType?.durationsMinutes[0] ?? 0);
  }

  /** More than one where the visitor may choose. */
  get durations(): readonly number[] {
    return this.config.duration ? [] : (this.#eventType?.durationsMinutes ?? []);
  }

  /** Where the choice of a time leads; null where it is the end. */
  get proceed(): (() => void) | null {
    return null;
  }

  /**
   * Calls after every change. The first subscriber sets the store to work, and with the last one it rests.
   *
   * @returns Ends the subscription.
   */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.resume();
    return () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.pause();
    };
  }

  /**
   * Takes over what the page decides. Whom it is about begins anew; how it is asked for asks again; where to look only
   * looks. What is not given stays as it is.
   */
  configure(config: Partial<StoreConfig>): void {
    const before = this.config;
    const given = configKeys.filter((key) => config[key] !== undefined).map((key) => [key, config[key]] as const);
    this.config = { ...before, ...Object.fromEntries(given) };
    const has = (...keys: (keyof StoreConfig)[]) => keys.some((key) => before[key] !== this.config[key]);
    if (has("timeZone", "duration")) [this.#zone, this.#duration] = ["", 0];
    if (has("hourCycle")) this.#hourCycle = "auto";
    this.#speak();
    const { date, month } = this.config;
    if (has("eventType", "apiBase", "client", "answer", "rescheduleUid", "cancelUid", "token")) this.#isStarted = false;
    // A page that was rendered with its first answer needs nobody to ask for it.
    if (!this.#isStarted && (this.#isAwaited || this.config.answer)) this.start();
    else if (!this.#isStarted) return;
    else if (has("timeZone", "duration")) this.requery();
    else if (has("date") && isDayKey(date)) this.showDay(date);
    else if (has("month") && isMonthKey(month)) this.showMonth(month);
    this.notify();
  }

  /** Ends the rest that `onDemand` asked for. */
  wake(): void {
    this.#isAwake = true;
    if (!this.#isStarted && this.#isAwaited) this.start();
  }

  /** Begins from the beginning. */
  start(): void {
    const { apiBase, client, month, date } = this.config;
    this.#isStarted = true;
    this.calls = (client as Calls | null) ?? this.createCalls(createCaller({ baseUrl: apiBase }));
    this.#eventType = null;
    this.#mayAdvance = month === "" && date === "";
    this.begin();
  }

  showMonth(month: MonthKey): void {
    this.day = this.slot = null;
    this.availability.show(month);
    if (this.availability.state.kind !== "loading") this.onMonth(this.availability.state);
    this.notify();
  }

  /** Shows a day and its times. */
  showDay(day: DayKey): void {
    if (monthOf(day) !== this.availability.month) this.showMonth(monthOf(day));
    this.day = day;
    this.slot = null;
    this.notify();
  }

  selectDay(day: DayKey): void {
    this.showDay(day);
    this.emit("booking-date-selected", { date: day });
  }

  /** False when the page prevented the choice. */
  selectSlot(slot: SlotView): boolean {
    if (!this.emit("booking-slot-selected", { start: slot.start, end: slot.end })) return false;
    this.slot = slot;
    this.day = this.dayOf(slot.start);
    this.notify();
    return true;
  }

  selectTimeZone(timeZone: string): void {
    this.#zone = timeZone;
    this.requery();
    this.emit("booking-timezone-changed", { timeZone });
  }

  selectDuration(minutes: number): void {
    this.#duration = minutes;
    this.requery();
  }

  selectHourCycle(hourCycle: HourCycle): void {
    this.#hourCycle = hourCycle;
    this.#speak();
    this.notify();
  }

  /** Says something to whoever cannot see it. */
  announce(text: string): void {
    this.announcement = text;
    this.notify();
  }

  /** Asks for the times again. */
  retry(): void {
    this.availability.refresh();
    this.notify();
  }

  /** What failed for want of a connection, if anything did. */
  protected get lastFailure(): Failure | null {
    const { state } = this.availability;
    return state.kind === "failed" ? state.failure : null;
  }

  /** The calls that this store makes, and no others: what nobody makes is in no bundle. */
  protected createCalls(caller: Caller): Calls {
    return slotCalls(caller) as Calls;
  }

  /** What times are asked for. */
  protected get subject(): { eventType: string; durationMinutes: number | null } {
    const { eventType, duration } = this.config;
    return { eventType, durationMinutes: this.#duration || duration || null };
  }

  /** What comes first. */
  protected begin(): void {
    const { month, date } = this.config;
    this.openCalendar(isMonthKey(month) ? month : isDayKey(date) ? monthOf(date) : null);
  }

  protected openCalendar(month: MonthKey | null): void {
    const { calls, timeZone, moving } = this;
    this.day = this.slot = null;
    this.availability.start({ calls, timeZone, moving, ...this.subject }, month, this.config.answer);
    this.notify();
  }

  /** Asks again, in another zone or for another duration; what was chosen is void. */
  protected requery(): void {
    this.#speak();
    this.openCalendar(this.availability.month);
  }

  protected notify(): void {
    for (const listener of this.#listeners) listener();
  }

  protected resume(): void {
    globalThis.addEventListener?.("online", this.#onOnline);
    if (this.#isStarted) this.availability.show(this.availability.month);
    else if (this.#isAwaited) this.start();
  }

  protected pause(): void {
    globalThis.removeEventListener?.("online", this.#onOnline);
    this.availability.stop();
  }

  protected dayOf(instant: string): DayKey {
    return dayOf(Date.parse(instant), this.timeZone);
  }

  protected onMonth(state: MonthState): void {
    if (state.kind === "ready") this.#openFirstDay(state);
    else if (state.kind === "failed") this.emit("booking-error", { code: state.failure.code });
    this.notify();
  }

  /** Tries again what could not be asked while the visitor was offline. */
  #onOnline = (): void => {
    if (this.lastFailure?.kind === "offline") this.retry();
  };

  get #isAwaited(): boolean {
    const { config } = this;
    return this.#listeners.size > 0 && config !== defaultConfig && (this.#isAwake || !config.onDemand);
  }

  protected onEventType(eventType: EventTypeView, _answer: SlotsAnswer): void {
    const isFirst = this.#eventType === null;
    this.#eventType = eventType;
    if (isFirst) this.emit("booking-ready", { eventType });
  }

  /** The wanted day, or the month's first free one, so that times are on screen without a click. */
  #openFirstDay({ days, nextAvailable }: MonthState & { kind: "ready" }): void {
    if (this.slot) return;
    const { month } = this.availability;
    const { date } = this.config;
    const first = firstFreeDay(days);
    const mayAdvance = this.#mayAdvance;
    this.#mayAdvance = false;
    // Late in a month the first answer already holds the next one: nobody needs to meet an empty page on the 30th.
    const next = addMonths(month, 1);
    if (!first && mayAdvance && nextAvailable && monthOf(this.dayOf(nextAvailable)) === next) {
      this.showMonth(next);
      return;
    }
    this.day ??= isDayKey(date) && monthOf(date) === month ? date : first;
    if (!first) this.emit("booking-no-slots", { month, nextAvailable });
  }

  /** Puts the language together from what the page says, what the visitor chose and which words have arrived. */
  #speak(): void {
    const { lang, messages, hourCycle, weekStart } = this.config;
    const { languages = [], language = "en" } = globalThis.navigator ?? {};
    const locale = localeOf(inRegion(lang || language, languages));
    const [tongue = "en"] = locale.split("-");
    if (!words.has(tongue)) void this.#learn(tongue);
    this.#hasWords ||= words.has(tongue);
    this.language = languageOf({
      lang: locale,
      words: words.get(tongue) ?? null,
      overrides: messages,
      timeZone: this.timeZone,
      hourCycle: this.#hourCycle === "auto" ? hourCycle : this.#hourCycle,
      weekStart,
    });
  }

  /** Fetches the words of a language. Where there are none, or they do not come, it stays with English. */
  async #learn(tongue: string): Promise<void> {
    const learned = await Promise.resolve(loadMessages(tongue)).catch(() => null);
    words.set(tongue, learned);
    this.#speak();
    this.notify();
  }
}
