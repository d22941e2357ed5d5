import { LitElement, type PropertyDeclarations } from "lit";
import type { Language } from "./messages/language.ts";
import type { Messages } from "./messages/messages.ts";
import type { Formats } from "./time/formats.ts";

/** A property that is no attribute. */
export const data = { attribute: false } as const;

/** A part of the widget: it is handed what it shows, in a language, and tells its parent what the visitor did. */
export abstract class BookingElement extends LitElement {
  static override properties: PropertyDeclarations = { language: data };

  language!: Language;

  protected get messages(): Messages {
    return this.language.messages;
  }

  protected get formats(): Formats {
    return this.language.formats;
  }

  /** Tells the enclosing component, and nobody else; false when it refused. */
  protected tell(name: string, detail?: unknown): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));
  }
}
