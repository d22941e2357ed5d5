import { createIdempotencyKey } from "@slotkit/client";

/** The last request to book, to be repeated under its key while its outcome is unknown. */
export class Attempt {
  #text = "";
  #key = "";

  /** The same request keeps its key, so that pressing the button again cannot book twice. */
  keyFor(body: object): string {
    const text = JSON.stringify(body);
    if (text !== this.#text) [this.#text, this.#key] = [text, createIdempotencyKey()];
    return this.#key;
  }

  /** The outcome is known: whatever comes next is another request. */
  settle(): void {
    this.#text = "";
  }
}
