import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { TimesStore } from "./times-store.ts";

/** Renders its host anew whenever the store has changed; while the host is on a page, the store is at work. */
export class StoreController<Store extends TimesStore = TimesStore> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #store: Store | null = null;
  #isConnected = false;
  #unsubscribe = () => {};

  constructor(host: ReactiveControllerHost, store: Store | null = null) {
    this.#host = host;
    this.#store = store;
    host.addController(this);
  }

  get store(): Store | null {
    return this.#store;
  }

  set store(store: Store | null) {
    if (store === this.#store) return;
    this.#store = store;
    this.#follow();
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#follow();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#unsubscribe();
  }

  #follow(): void {
    this.#unsubscribe();
    if (this.#isConnected) this.#unsubscribe = this.#store?.subscribe(() => this.#host.requestUpdate()) ?? (() => {});
  }
}
