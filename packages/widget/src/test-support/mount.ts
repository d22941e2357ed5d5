import axe from "axe-core";
import { expect } from "vitest";
import "../define.ts";
import type { BookingWidget } from "../booking-widget.ts";

/** Puts a widget on the page, in Berlin and British English unless said otherwise, and waits until it has settled. */
export async function mount(properties: Partial<BookingWidget>): Promise<BookingWidget> {
  const widget = document.createElement("booking-widget");
  Object.assign(widget, { eventType: "intro", timeZone: "Europe/Berlin", lang: "en-GB", ...properties });
  document.body.append(widget);
  await settled(widget);
  return widget;
}

/** Waits until answers that are already there have been shown. */
export async function settled(widget: BookingWidget): Promise<void> {
  for (let round = 0; round < 5; round++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await widget.updateComplete;
  }
}

/** The element that has the focus, through all shadow roots. */
export function focused(): HTMLElement {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active as HTMLElement;
}

/** All elements that match, through all shadow roots of the widget. */
export function all(root: Element | ShadowRoot, selector: string): HTMLElement[] {
  const scope = root instanceof Element ? (root.shadowRoot ?? root) : root;
  const inner = [...scope.querySelectorAll("*")].filter((element) => element.shadowRoot);
  return [...scope.querySelectorAll<HTMLElement>(selector), ...inner.flatMap((element) => all(element, selector))];
}

/** The one element that matches. */
export function one(root: Element, selector: string): HTMLElement {
  const [found] = all(root, selector);
  if (!found) throw new Error(`The widget shows no ${selector}.`);
  return found;
}

/** The text that is on screen, with single spaces. */
export function textOf(root: Element): string {
  const texts = [root, ...all(root, "*")].map((element) => ownText(element.shadowRoot ?? element));
  return texts.join(" ").replace(/\s+/g, " ");
}

function ownText(node: Node): string {
  return [...node.childNodes]
    .filter((child) => child instanceof Text)
    .map((child) => child.data)
    .join("");
}

/** Expects no violation of WCAG 2.2 A and AA or of good practice. */
export async function expectAccessible(widget: BookingWidget): Promise<void> {
  const { violations } = await axe.run(widget, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    // These judge a whole page, which the widget is not.
    rules: { region: { enabled: false }, "page-has-heading-one": { enabled: false } },
  });
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(told).toEqual([]);
}
