import { expect, it } from "vitest";
import { BookingWidget } from "./index.ts";

it("gives the classes without registering them", () => {
  expect(BookingWidget).toBeTypeOf("function");
  expect(customElements.get("booking-widget")).toBeUndefined();
});

it("leaves an element alone that is registered already", async () => {
  class Other extends HTMLElement {}
  customElements.define("booking-form", Other);
  await import("./define.ts");
  expect(customElements.get("booking-form")).toBe(Other);
  expect(customElements.get("booking-widget")).toBe(BookingWidget);
});
