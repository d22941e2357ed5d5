import type { SlotsAnswer } from "@slotkit/client";
import { LitElement, type PropertyDeclaration, type PropertyDeclarations, type PropertyValues } from "lit";
import type { Language } from "./messages/language.ts";
import type { Messages } from "./messages/messages.ts";
import { type Answers, configKeys, defaultConfig, type Prefill, type StoreConfig } from "./store/store-config.ts";
import { StoreController } from "./store/store-controller.ts";
import type { StoreOptions, TimesStore } from "./store/times-store.ts";
import type { Formats, HourCycle } from "./time/formats.ts";

/** In markup `hide-details="false"` means what it says. */
const flag = {
  type: Boolean,
  converter: (value: string | null) => value !== null && value !== "false",
} satisfies PropertyDeclaration;

/** Text, numbers and switches are attributes, too (`event-type` is `eventType`); anything else is a property alone. */
export function declare(defaults: object): PropertyDeclarations {
  const kinds: Partial<Record<string, PropertyDeclaration>> = { boolean: flag, number: { type: Number }, string: {} };
  const declared = Object.entries(defaults).map(([name, value]) => {
    const kind = kinds[typeof value];
    const attribute = kind !== undefined && name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return [name, { ...kind, attribute }] as const;
  });
  return Object.fromEntries(declared);
}

/**
 * A part of a booking page. The one that names an event type keeps the store; the others are handed that store, or
 * follow the part whose id stands in `for`:
 *
 * ```html
 * <booking-calendar id="calendar" event-type="intro"></booking-calendar>
 * <booking-slots for="calendar"></booking-slots>
 * ```
 */
export abstract class BookingPart<Store extends TimesStore = TimesStore> extends LitElement implements StoreConfig {
  static override properties: PropertyDeclarations = {
    ...declare({ ...defaultConfig, for: "" }),
    store: { attribute: false },
  };

  /**
   * Slug of the event type; not needed to move or cancel a booking.
   * @attr event-type
   */
  declare eventType: string;
  /**
   * Where the API is mounted.
   * @attr api-base
   */
  declare apiBase: string;
  /** In place of a client of `api-base`. */
  declare client: StoreConfig["client"];
  /** The first answer of `GET /slots`, when the page was rendered with it. */
  declare answer: SlotsAnswer | null;
  /**
   * BCP 47 language of dates and words; the page's when empty.
   * @attr lang
   */
  declare lang: string;
  /** Words of your own, one by one. */
  declare messages: Partial<Messages>;
  /**
   * IANA zone of the times; the visitor's when empty.
   * @attr time-zone
   */
  declare timeZone: string;
  /**
   * The visitor may not choose another zone.
   * @attr lock-time-zone
   */
  declare lockTimeZone: boolean;
  /**
   * `h12`, `h23`, or `auto`: the language's.
   * @attr hour-cycle
   */
  declare hourCycle: HourCycle;
  /**
   * `monday` to `sunday`; the language's when empty.
   * @attr week-start
   */
  declare weekStart: string;
  /**
   * Month to open with, `YYYY-MM`.
   * @attr month
   */
  declare month: string;
  /**
   * Day to open with, `YYYY-MM-DD`.
   * @attr date
   */
  declare date: string;
  /**
   * Minutes; the visitor chooses when 0 and there is a choice.
   * @attr duration
   */
  declare duration: number;
  /**
   * The booking to move; with `token`.
   * @attr reschedule-uid
   */
  declare rescheduleUid: string;
  /**
   * The booking to cancel; with `token`.
   * @attr cancel-uid
   */
  declare cancelUid: string;
  /**
   * The manage secret of that booking.
   * @attr token
   */
  declare token: string;
  /** What you know of your visitor. */
  declare prefill: Prefill;
  /** Answers that are sent along without being asked for. */
  declare hiddenFields: Answers;
  /** Strings that are sent along with a booking. */
  declare metadata: Readonly<Record<string, string>>;
  /**
   * No time is held while the form is filled in.
   * @attr no-reservation
   */
  declare noReservation: boolean;
  /**
   * Nothing is asked before `store.wake()`.
   * @attr on-demand
   */
  declare onDemand: boolean;
  /**
   * The `utm_…` parameters of the page's address are sent along with a booking.
   * @attr with-utm
   */
  declare withUtm: boolean;
  /**
   * Id of the part whose store this one follows.
   * @attr for
   */
  declare for: string;
  /** What is known and chosen. Made by the part that names an event type, and shared among the others. */
  declare store: Store;

  readonly #controller = new StoreController<Store>(this);
  /** Whether the store is of this part's making. */
  #isOwner = false;

  constructor() {
    super();
    Object.assign(this, defaultConfig, { for: "" });
  }

  /** The store of a part that keeps its own. */
  protected abstract createStore(options: StoreOptions): Store;

  protected get words(): Messages {
    return this.language.messages;
  }

  protected get formats(): Formats {
    return this.language.formats;
  }

  protected get language(): Language {
    return this.store.language;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.for) void this.#followOther();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.store) {
      this.#isOwner = !this.for;
      this.store = this.createStore({ target: this });
    }
    this.#controller.store = this.store;
    if (this.#isOwner && configKeys.some((key) => changed.has(key))) {
      this.store.configure({ ...pick(this), lang: this.lang || this.#pageLanguage });
    }
  }

  /** The element that it follows may be upgraded later than this one. */
  async #followOther(): Promise<void> {
    const other = (this.getRootNode() as Document).getElementById(this.for);
    if (!other) return;
    await customElements.whenDefined(other.localName);
    await (other as BookingPart<Store>).updateComplete;
    this.store = (other as BookingPart<Store>).store;
  }

  get #pageLanguage(): string {
    return this.closest?.<HTMLElement>("[lang]")?.lang ?? "";
  }
}

function pick(part: BookingPart): Partial<StoreConfig> {
  return Object.fromEntries(configKeys.map((key) => [key, part[key]]));
}
