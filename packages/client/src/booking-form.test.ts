import type { SlotsAnswer } from "@slotkit/core/http";
import { describe, expect, it } from "vitest";
import { createBookingForm } from "./booking-form.ts";

const answer = (form?: SlotsAnswer["form"]): SlotsAnswer => ({
  timeZone: "UTC",
  asOf: "2026-11-20T08:00:00Z",
  sources: [],
  slots: {},
  nextAvailable: null,
  ...(form && { form }),
});
const issued = (token: string) => ({ token, minimumSeconds: 3, expiresInSeconds: 600 });

/** A form whose clock is a number, and whose API issues the tokens of a list. */
function formOver(tokens: readonly string[]) {
  const time = { nowMs: 1_000 };
  const asked: unknown[] = [];
  const waits: number[] = [];
  const client = {
    getSlots: async (query: object) => {
      const token = tokens[asked.push(query) - 1];
      return answer(token === undefined ? undefined : issued(token));
    },
  };
  const form = createBookingForm(client, "intro", {
    nowMs: () => time.nowMs,
    wait: async (ms) => {
      waits.push(ms);
      time.nowMs += ms;
    },
  });
  return { form, time, asked, waits };
}

describe("a booking form", () => {
  it("sends what the page was given, without asking and without waiting", async () => {
    const { form, time, asked, waits } = formOver([]);
    form.receive(answer(issued("first")));
    time.nowMs += 20_000;
    expect(await form.fill({ website: "" })).toEqual({ website: "", token: "first" });
    expect([asked, waits]).toEqual([[], []]);
  });

  it("asks for a token when it has none, and waits as long as the token has to be old", async () => {
    const { form, asked, waits } = formOver(["first"]);
    expect(await form.fill()).toEqual({ token: "first" });
    expect(asked).toEqual([
      {
        eventType: "intro",
        start: "1970-01-01T00:00:01.000Z",
        end: "1970-01-02T00:00:01.000Z",
        include: "eventType",
      },
    ]);
    expect(waits).toEqual([3_000]);
  });

  it("asks anew for one that is about to end, or was refused", async () => {
    const { form, time } = formOver(["second", "third"]);
    form.receive(answer(issued("first")));
    time.nowMs += 541_000;
    expect(await form.fill()).toEqual({ token: "second" });
    form.renew();
    expect(await form.fill({ response: "solved" })).toEqual({ response: "solved", token: "third" });
  });

  it("sends nothing where nothing is asked for", async () => {
    const { form } = formOver([]);
    expect(await form.fill()).toBeUndefined();
    expect(await form.fill({ response: "solved" })).toEqual({ response: "solved" });
  });
});
