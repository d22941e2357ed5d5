import type { ProblemField } from "@slotkit/client";
import { html, nothing, type TemplateResult } from "lit";
import { BookingElement, data } from "./booking-element.ts";
import { formStyles } from "./booking-form.styles.ts";
import { baseStyles } from "./styles/base.styles.ts";

/** One question. */
export interface FormField {
  name: string;
  label: string;
  kind: "text" | "email" | "tel" | "multiline";
  /** Said when a required answer is missing; a field without it is optional. */
  missing?: string;
  /** Said when the answer is no e-mail address. */
  wrong?: string;
  autocomplete?: "name" | "email" | "tel" | "organization";
  maxLength: number;
  /** Shares its row with a neighbour where there is room. */
  isHalf?: boolean;
}

/** Answers by field name. */
export type FormValues = Readonly<Record<string, string>>;

/**
 * Questions, and a button that sends the answers. What is wrong stands beside its field and is listed at the top, where
 * the focus goes.
 *
 * Tells its parent `values-changed` (FormValues), `values-submitted` (FormValues) and `form-left`.
 *
 * @slot - What there is to say above the questions.
 * @slot submit-label - Words of the button.
 * @csspart form - The form.
 * @csspart field - A label with its input.
 * @csspart label - A label.
 * @csspart input - An input.
 * @csspart error - What is wrong with an answer.
 * @csspart alert - The list of what is wrong.
 * @csspart submit - The button that sends.
 * @csspart back - The button that goes back.
 */
export class BookingForm extends BookingElement {
  /** Its style sheets, adopted by the shadow root. */
  static override styles = [baseStyles, formStyles];
  static override properties = {
    heading: {},
    fields: data,
    values: data,
    refused: data,
    blocked: { type: Boolean },
    danger: { type: Boolean },
    backLabel: {},
    errors: { state: true },
  };

  heading = "";
  fields: readonly FormField[] = [];
  values: FormValues = {};
  /** What the API refused; its names may stand in a path. */
  refused: readonly ProblemField[] = [];
  /** Nothing can be sent now. */
  blocked = false;
  /** The button destroys something. */
  danger = false;
  backLabel = "";
  /** What is wrong, by field name, in the order of the fields. */
  private errors: FormValues = {};
  #hasNewErrors = false;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("refused")) this.#show(this.refused.map((problem) => this.#refusalOf(problem)));
  }

  protected override updated(): void {
    if (this.#hasNewErrors) this.renderRoot.querySelector<HTMLElement>(".errors")?.focus();
    this.#hasNewErrors = false;
  }

  protected override render(): TemplateResult {
    return html`
      <form part="form" novalidate @submit=${this.#onSubmit} @input=${this.#onInput}>
        <h3 id="heading" tabindex="-1">${this.heading}</h3>
        <slot></slot>
        ${this.#renderErrors()}
        <div class="fields">${this.fields.map((field) => this.#renderField(field))}</div>
        <div class="actions">
          <button type="button" class="quiet" part="back" @click=${() => this.tell("form-left")}>
            ${this.backLabel}
          </button>
          <button type="submit" class=${this.danger ? "primary danger" : "primary"} part="submit" aria-disabled=${this.blocked}>
            <slot name="submit-label"></slot>
          </button>
        </div>
      </form>
    `;
  }

  #renderErrors(): TemplateResult {
    const wrong = Object.entries(this.errors).filter(([, error]) => error);
    const items = wrong.map(
      ([name, error]) =>
        html`<li><a href="#${name}" @click=${(event: Event) => this.#goTo(event, name)}>${error}</a></li>`,
    );
    return html`<div class="errors" part="alert" role="alert" tabindex="-1" ?hidden=${wrong.length === 0}>
      ${wrong.length > 0 ? html`<p>${this.messages.pleaseCheck}</p><ul>${items}</ul>` : nothing}
    </div>`;
  }

  #renderField(field: FormField): TemplateResult {
    const error = this.errors[field.name];
    const described = error ? `${field.name}-error` : nothing;
    return html`<div class=${field.isHalf ? "field" : "field wide"} part="field">
      <label for=${field.name} part="label">
        ${field.label} ${field.missing ? nothing : html`<span class="muted">(${this.messages.optional})</span>`}
      </label>
      ${this.#renderInput(field, described)}
      ${error ? html`<p class="error" part="error" id="${field.name}-error">${error}</p>` : nothing}
    </div>`;
  }

  #renderInput(field: FormField, described: string | typeof nothing): TemplateResult {
    const value = this.values[field.name] ?? "";
    if (field.kind === "multiline") {
      return html`<textarea id=${field.name} name=${field.name} part="input" rows="3" maxlength=${field.maxLength} aria-describedby=${described} aria-invalid=${described !== nothing} .value=${value}></textarea>`;
    }
    return html`<input id=${field.name} name=${field.name} part="input" type=${field.kind} maxlength=${field.maxLength} autocomplete=${field.autocomplete ?? nothing} aria-describedby=${described} aria-invalid=${described !== nothing} ?required=${field.missing !== undefined} .value=${value} />`;
  }

  #goTo(event: Event, name: string): void {
    event.preventDefault();
    this.#inputOf(name)?.focus();
  }

  #inputOf(name: string): HTMLInputElement | HTMLTextAreaElement | null {
    return this.renderRoot.querySelector(`[name="${name}"]`);
  }

  /** An answer that is being mended is not scolded any more. */
  #onInput(event: Event): void {
    const { name, value } = event.target as HTMLInputElement;
    this.values = { ...this.values, [name]: value };
    if (this.errors[name]) this.errors = { ...this.errors, [name]: "" };
    this.tell("values-changed", this.values);
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    if (this.blocked) return;
    const found = this.fields.map((field) => [field.name, this.#errorOf(field)] as const).filter(([, error]) => error);
    this.#show(found);
    if (found.length === 0) this.tell("values-submitted", this.values);
  }

  #show(errors: (readonly [name: string, error: string])[]): void {
    this.errors = Object.fromEntries(errors);
    this.#hasNewErrors = errors.length > 0;
  }

  /** In the visitor's words where there are any. */
  #refusalOf({ field, message }: ProblemField): readonly [string, string] {
    const name = field.replace("attendee.", "");
    const known = this.fields.find((one) => one.name === name);
    return [name, known?.wrong ?? `${known?.label ?? field} ${message}`];
  }

  #errorOf(field: FormField): string {
    const value = (this.values[field.name] ?? "").trim();
    if (value === "") return field.missing ?? "";
    const input = this.#inputOf(field.name);
    return input?.validity.typeMismatch ? (field.wrong ?? "") : "";
  }
}
