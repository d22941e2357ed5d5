import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { BookingPart } from "./booking-part.ts";
import { popupStyles } from "./booking-popup.styles.ts";
import { createEmit } from "./events.ts";
import { icons } from "./icons.ts";
import { BookingStore } from "./store/booking-store.ts";
import type { StoreOptions } from "./store/times-store.ts";
import { baseStyles } from "./styles/base.styles.ts";
import { themeStyles } from "./styles/theme.styles.ts";

/**
 * A window over the page around what is slotted into it, and, if wanted, a button that floats in a corner and opens it.
 *
 * @element booking-popup
 * @slot - What the window shows.
 * @slot button-label - Words of the floating button.
 * @fires booking-close - The window was closed.
 * @csspart dialog - The window.
 * @csspart open-button - The floating button.
 * @csspart close-button - Closes the window.
 */
export class BookingPopup extends BookingPart<BookingStore> {
  /** Its style sheets, adopted by the shadow root. */
  static override styles = [themeStyles, baseStyles, popupStyles];
  static override properties: PropertyDeclarations = { floating: { attribute: false } };

  /** Corner of the floating button; none when empty. */
  declare floating: string;

  readonly #emit = createEmit(this);

  constructor() {
    super();
    this.floating = "";
  }

  protected override createStore(options: StoreOptions): BookingStore {
    return new BookingStore(options);
  }

  /** Opens the window. Closed again, the focus goes back to where it was. */
  open(): void {
    const { store } = this;
    const { state } = store;
    store.wake();
    // Whoever comes back wants another booking.
    if (state.step === "booking" && state.outcome === "booked") store.bookAnother();
    if (!this.#dialog?.open) this.#dialog?.showModal();
  }

  close(): void {
    this.#dialog?.close();
  }

  protected override render(): TemplateResult {
    const { words, store, floating } = this;
    return html`
      ${
        floating
          ? html`<button type="button" class="primary floating ${floating}" part="open-button" @pointerenter=${() => store.wake()} @click=${this.open}>
              ${icons.calendar}<slot name="button-label">${words.bookNow}</slot>
            </button>`
          : nothing
      }
      <dialog part="dialog" aria-label=${store.eventType?.title ?? words.bookNow} @close=${() => this.#emit("booking-close", {})} @click=${this.#onClick}>
        <button type="button" class="quiet close" part="close-button" aria-label=${words.close} @click=${this.close}>${icons.close}</button>
        <slot></slot>
      </dialog>
    `;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  /** A press beside the window closes it. */
  #onClick(event: MouseEvent): void {
    if (event.target === this.#dialog) this.close();
  }
}
