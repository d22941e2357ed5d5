/** A second copy of the script on one page must not throw: the first to define an element keeps it. */
export function register(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
