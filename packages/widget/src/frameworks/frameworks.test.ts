import type { JSX } from "react";
import type { SvelteHTMLElements } from "svelte/elements";
import { expectTypeOf, it } from "vitest";
import type { GlobalComponents } from "vue";
import type { BookingWidget } from "../booking-widget.ts";
import type { Prefill } from "../store/store-config.ts";
import "./react.ts";
import "./svelte.ts";
import "./vue.ts";

type ReactProps = JSX.IntrinsicElements["booking-widget"];
type SvelteProps = SvelteHTMLElements["booking-widget"];
type VueProps = InstanceType<GlobalComponents["booking-widget"]>["$props"];

it("knows the element's properties in every framework", () => {
  expectTypeOf<ReactProps["prefill"]>().toEqualTypeOf<Prefill | undefined>();
  expectTypeOf<SvelteProps["mode"]>().toEqualTypeOf<BookingWidget["mode"] | undefined>();
  expectTypeOf<VueProps["duration"]>().toEqualTypeOf<number | undefined>();
});

it("knows its events, and what they carry", () => {
  type Told<Props extends { "onbooking-success"?: unknown }> = Parameters<
    Extract<Props["onbooking-success"], (event: never) => void>
  >[0];
  expectTypeOf<Told<ReactProps>["detail"]["booking"]["uid"]>().toEqualTypeOf<string>();
  expectTypeOf<Told<SvelteProps>["detail"]["version"]>().toEqualTypeOf<1>();
  expectTypeOf<Told<VueProps>["detail"]["booking"]["status"]>().toExtend<string>();
});

it("knows the parts, too", () => {
  expectTypeOf<JSX.IntrinsicElements["booking-slots"]["for"]>().toEqualTypeOf<string | undefined>();
});

it("does not let methods be set", () => {
  expectTypeOf<ReactProps>().not.toHaveProperty("reset");
});
