import { onDemand } from "./on-demand.ts";

/**
 * Lets any element open a popup: `<button data-booking-event-type="intro" data-booking-api-base="/api">`. Every
 * `data-booking-…` is the attribute of that name. Its times are asked for as soon as somebody points at the element.
 */
export function listenForTriggers(): void {
  for (const type of ["pointerover", "focusin", "click"])
    globalThis.document?.addEventListener(type, (event) => void follow(event));
}

async function follow(event: Event): Promise<void> {
  const target = event.composedPath()[0];
  const trigger = target instanceof Element && target.closest("[data-booking-event-type]");
  if (!trigger) return;
  const isPress = event.type === "click";
  if (isPress) event.preventDefault();
  const { popupOf } = await onDemand.popup();
  const popup = popupOf(trigger);
  await (isPress ? popup.open() : popup.prefetch());
}
