import type { ProblemField } from "@slotkit/client";
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { formStyles } from "./booking-form.styles.ts";
import { BookingPart } from "./booking-part.ts";
import type { FieldValue, FormField } from "./form/form-field.ts";
import { formFields, type Purpose } from "./form/form-fields.ts";
import { renderField } from "./form/render-field.ts";
import { toDetails } from "./form/to-details.ts";
import { icons } from "./icons.ts";
import { renderNotice } from "./notice.ts";
import { submitNotice } from "./notices.ts";
import type { BookingState } from "./store/booking-state.ts";
import { BookingStore } from "./store/booking-store.ts";
import type { StoreOptions } from "./store/times-store.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { themeStyles } from "./styles/theme.styles.ts";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * The questions before a booking, a move or a cancellation, and a button that sends the answers. What is wrong stands
 * beside its field and is listed at the top, where the focus goes.
 *
 * @element booking-form
 * @slot - What there is to say above the questions.
 * @slot submit-label - Words of the button that books.
 * @csspart form - The form.
 * @csspart hold - For how long the time is held.
 * @csspart field - A question with its answer.
 * @csspart label - A question.
 * @csspart input - An answer.
 * @csspart error - What is wrong with an answer.
 * @csspart alert - What is wrong, or what went wrong.
 * @csspart submit - The button that sends.
 * @csspart back - The button that goes back.
 */
export class BookingForm extends BookingPart<BookingStore> {
  /** Its style sheets, adopted by the shadow root. */
  static override styles = [themeStyles, baseStyles, formStyles];
  static override properties: PropertyDeclarations = { errors: { state: true } };

  /** What is wrong, by the name of the field, in the order of the fields. */
  declare private errors: ReadonlyMap<string, string>;
  #hasNewErrors = false;
  #shown: BookingState | null = null;

  constructor() {
    super();
    this.errors = new Map();
  }

  protected override createStore(options: StoreOptions): BookingStore {
    return new BookingStore(options);
  }

  /** Takes the focus to the heading. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>("#heading")?.focus(options);
  }

  /** Takes the focus to the button that sends. */
  focusSubmit(): void {
    this.renderRoot.querySelector<HTMLElement>("[type='submit']")?.focus();
  }

  /** Takes the focus to what went wrong. */
  focusFailure(): void {
    this.renderRoot.querySelector<HTMLElement>(".notice, .errors:not([hidden])")?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { state } = this.store;
    if (state === this.#shown) return;
    const before = this.#shown;
    this.#shown = state;
    const failure = "failure" in state ? state.failure : null;
    const isOther = before?.step !== state.step;
    if (failure?.fields.length) this.#show(failure.fields.map((problem) => this.#refusalOf(problem)));
    else if (isOther) this.errors = new Map();
  }

  protected override updated(): void {
    if (this.#hasNewErrors) this.focusFailure();
    this.#hasNewErrors = false;
  }

  protected override render(): TemplateResult {
    const { store, words } = this;
    const { state } = store;
    if (state.step !== "details" && state.step !== "cancel") return html``;
    const { isSending, failure } = state;
    const texts: Record<Purpose, [heading: string, submit: string, back: string]> = {
      book: [words.yourDetails, words.book, words.back],
      move: [words.moveHeading, words.move, words.back],
      cancel: [words.cancelHeading, words.cancel, words.keep],
    };
    const [heading, submit, back] = texts[this.#purpose];
    const isBlocked = isSending || failure?.kind === "taken";
    const notice = failure && failure.fields.length === 0 ? renderNotice(submitNotice(failure, store)) : nothing;
    return html`
      <form part="form" novalidate @submit=${this.#onSubmit} @input=${this.#onInput}>
        <h3 id="heading" tabindex="-1">${heading}</h3>
        <slot></slot>
        ${this.#renderHold()} ${notice} ${this.#renderErrors()}
        <div class="fields">
          ${this.#fields.map((field) =>
            renderField(field, store.values.get(field.name), this.errors.get(field.name) ?? "", words),
          )}
        </div>
        ${this.#purpose === "book" ? this.#renderTrap() : nothing}
        <div class="actions">
          <button type="button" class="quiet" part="back" @click=${this.#leave}>${back}</button>
          <button type="submit" class=${this.#purpose === "cancel" ? "primary danger" : "primary"} part="submit" aria-disabled=${isBlocked}>
            <slot name="submit-label">${isSending ? words.sending : submit}</slot>
          </button>
        </div>
      </form>
    `;
  }

  get #purpose(): Purpose {
    if (this.store.state.step === "cancel") return "cancel";
    return this.store.movingBooking ? "move" : "book";
  }

  get #fields(): readonly FormField[] {
    const { eventType, config } = this.store;
    const questions = (eventType?.questions ?? []).filter(
      ({ name, hidden }) => !hidden && !Object.hasOwn(config.hiddenFields, name),
    );
    return formFields(this.#purpose, { questions, mayBringGuests: eventType?.guests.allowed ?? false }, this.words);
  }

  /** People neither see nor reach it; what fills in every field does. */
  #renderTrap(): TemplateResult {
    const fill = ({ target }: Event) => {
      this.store.website = (target as HTMLInputElement).value;
    };
    return html`<div class="visually-hidden" aria-hidden="true"><input name="website" tabindex="-1" autocomplete="off" @input=${fill} /></div>`;
  }

  /** How long the time is held; near the end the visitor may ask for longer. */
  #renderHold(): TemplateResult {
    const { store, words, formats } = this;
    const { hold } = store;
    const text = hold.isExpired ? words.holdExpired : hold.isEnding ? words.holdEnds : "";
    return html`<div class="hold" part="hold" ?hidden=${!hold.uid && !hold.isExpired}>
      ${hold.uid ? html`<p role="timer">${icons.clock}<bdi>${words.held(formats.countdown(hold.remainingSeconds))}</bdi></p>` : nothing}
      <p role="status">${text}</p>
      ${hold.isEnding && hold.canExtend ? html`<button type="button" @click=${() => void store.extendHold()}>${words.extendHold}</button>` : nothing}
    </div>`;
  }

  #renderErrors(): TemplateResult {
    const wrong = [...this.errors].filter(([, error]) => error);
    const items = wrong.map(
      ([name, error]) =>
        html`<li><a href="#${name}" @click=${(event: Event) => this.#goTo(event, name)}>${error}</a></li>`,
    );
    return html`<div class="errors" part="alert" role="alert" tabindex="-1" ?hidden=${wrong.length === 0}>
      ${wrong.length > 0 ? html`<p>${this.words.pleaseCheck}</p><ul>${items}</ul>` : nothing}
    </div>`;
  }

  #goTo(event: Event, name: string): void {
    event.preventDefault();
    this.#controlsOf(name)[0]?.focus();
  }

  #controlsOf(name: string): Control[] {
    return [...this.renderRoot.querySelectorAll<Control>("[name]")].filter((control) => control.name === name);
  }

  /** An answer that is being mended is not scolded any more. */
  #onInput(event: Event): void {
    const { name } = event.target as Control;
    const field = this.#fields.find((one) => one.name === name);
    if (!field) return;
    this.store.type(name, this.#valueOf(field));
    if (this.errors.get(name)) this.errors = new Map([...this.errors, [name, ""]]);
  }

  #valueOf({ name, type }: FormField): FieldValue {
    const controls = this.#controlsOf(name) as HTMLInputElement[];
    const ticked = controls.filter(({ checked }) => checked).map(({ value }) => value);
    if (type === "multiSelect") return ticked;
    if (type === "boolean") return ticked.length > 0;
    return (type === "radio" ? ticked[0] : controls[0]?.value) ?? "";
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    const { store } = this;
    const { state, values } = store;
    if (!("isSending" in state) || state.isSending || store.takenFailure) return;
    const found = this.#fields.map((field) => [field.name, this.#errorOf(field)] as const).filter(([, error]) => error);
    this.#show(found);
    if (found.length > 0) return;
    const reason = String(values.get("reason") ?? "").trim();
    const purposes: Record<Purpose, () => Promise<void>> = {
      book: () => store.book(toDetails(values, this.#fields)),
      move: () => store.move(reason),
      cancel: () => store.cancel(reason),
    };
    void purposes[this.#purpose]();
  }

  #leave(): void {
    if (this.#purpose === "cancel") this.store.keep();
    else this.store.backToTimes();
  }

  #show(errors: (readonly [name: string, error: string])[]): void {
    this.errors = new Map(errors);
    this.#hasNewErrors = errors.length > 0;
  }

  /** In the visitor's words where there are any. */
  #refusalOf({ field, message }: ProblemField): readonly [string, string] {
    const name = field.replace(/^(attendee|answers)\./, "").replace(/\W.*/, "");
    const known = this.#fields.find((one) => one.name === name);
    if (!known) return [name, `${field} ${message}`];
    return [name, known.type === "email" ? this.words.emailWrong : `${nameOf(known)}: ${message}`];
  }

  #errorOf(field: FormField): string {
    const { words } = this;
    const value = this.store.values.get(field.name) ?? "";
    const isEmpty = typeof value === "string" ? value.trim() === "" : value === false || Object(value).length === 0;
    if (isEmpty) return field.required ? words.missing(nameOf(field)) : "";
    if (this.#controlsOf(field.name).every(({ validity }) => validity.valid)) return "";
    return field.type === "email" ? words.emailWrong : words.wrong(nameOf(field));
  }
}

/** A question as the name of its field: what is said of it follows a colon. */
function nameOf({ label }: FormField): string {
  return label.replace(/[\s?:.!？：。]+$/u, "");
}
