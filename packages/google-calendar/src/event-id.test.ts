import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventGeneration, eventIcalUid, eventId } from "./event-id.ts";

describe("eventId", () => {
  it("is the same for the same booking and generation, always", () => {
    expect(eventId("bk_1", 0)).toBe("sk598b7e907452a75bd2854bc0eac2608d3515335eg0");
  });

  it("is legal for Google and tells its generation, whatever the uid", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(999_999), (uid, generation) => {
        const id = eventId(uid, generation);
        expect(id).toMatch(/^[a-v0-9]{5,1024}$/);
        expect(eventGeneration(uid, id)).toBe(generation);
      }),
    );
  });

  it("differs between bookings and between generations", () => {
    const ids = ["bk_1", "bk_2"].flatMap((uid) => [0, 1, 10].map((generation) => eventId(uid, generation)));
    expect(new Set(ids).size).toBe(6);
  });
});

describe("eventGeneration", () => {
  it.each([
    "",
    "0123456789",
    `${eventId("bk_2", 0)}`,
    `${eventId("bk_1", 0)}_20261123T080000Z`,
    eventId("bk_1", 0).slice(0, -1),
  ])("does not take %s for an id of this booking", (id) => expect(eventGeneration("bk_1", id)).toBeNull());
});

it("eventIcalUid follows Google's rule for ids given by the caller", () => {
  expect(eventIcalUid("sk01g0")).toBe("sk01g0@google.com");
});
