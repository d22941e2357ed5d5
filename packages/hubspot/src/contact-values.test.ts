import { describe, expect, it } from "vitest";
import { bookingFixture } from "./booking-snapshot.fixture.ts";
import { type ContactMapping, contactValues } from "./contact-values.ts";
import { defaultPropertyMapping, propertyDefinitions } from "./property-mapping.ts";

const mapping = (changes: Partial<ContactMapping> = {}): ContactMapping => ({
  properties: defaultPropertyMapping,
  answers: {},
  consents: [],
  ...changes,
});
const types = new Map<string, string>(
  propertyDefinitions(defaultPropertyMapping).map(({ name, type }) => [name, type]),
);
const typeOf = (property: string) => types.get(property) ?? "string";

describe("contactValues", () => {
  it("maps every fact, and never the address", () => {
    expect(contactValues(bookingFixture({ notes: "Moths\nin the relays" }), mapping(), typeOf)).toEqual({
      unfit: [],
      values: {
        firstname: "Grace",
        lastname: "Brewster Hopper",
        phone: "+1 555 0100",
        company: "Compilers Ltd",
        slotkit_last_booking_date: "2026-11-25T13:00:00Z",
        slotkit_last_booking_inquiry: "Moths\nin the relays",
        slotkit_last_booking_status: "confirmed",
        slotkit_last_booking_event_type: "Introduction call",
        slotkit_last_booking_uid: "bk_1",
      },
    });
  });

  it("sends nothing for what is not known, which HubSpot would clear", () => {
    const attendee = { ...bookingFixture().attendee, name: "Grace", phone: "  ", company: null };
    const { values } = contactValues(bookingFixture({ attendee }), mapping(), typeOf);
    expect(values).not.toHaveProperty("lastname");
    expect(values).not.toHaveProperty("phone");
    expect(values).not.toHaveProperty("company");
    expect(Object.values(values)).not.toContain("");
  });

  it("leaves out what is mapped to nothing and follows other names", () => {
    const properties = {
      ...defaultPropertyMapping,
      firstName: false,
      lastName: false,
      fullName: "whole_name",
    } as const;
    const { values } = contactValues(bookingFixture(), mapping({ properties }), typeOf);
    expect(values.whole_name).toBe("Grace Brewster Hopper");
    expect(values).not.toHaveProperty("firstname");
  });

  it("converts answers to the types of their properties and names those that do not fit", () => {
    const answers = {
      topic: "Moths",
      people: "12",
      when: "2026-12-01",
      tools: ["pen", "paper"],
      again: true,
      odd: "x",
    };
    const result = contactValues(
      bookingFixture({ answers }),
      mapping({
        answers: {
          topic: { property: "topic" },
          people: { property: "people", type: "number" },
          when: { property: "wish", type: "date" },
          tools: { property: "tools", type: "enumeration", options: ["pen", "paper"], multiple: true },
          again: { property: "again", type: "bool" },
          odd: { property: "amount" },
          missing: { property: "never" },
          toString: { property: "inherited" },
        },
      }),
      (name) =>
        ({ people: "number", wish: "date", tools: "enumeration", again: "bool", amount: "number" })[name] ?? "string",
    );
    expect(result.values).toMatchObject({
      topic: "Moths",
      people: "12",
      wish: "2026-12-01",
      tools: "pen;paper",
      again: "true",
    });
    expect(result.unfit).toEqual(["amount"]);
    expect(result.values).not.toHaveProperty("never");
    expect(result.values).not.toHaveProperty("inherited");
  });

  it.each([
    [true, "Freely given consent from contact"],
    [false, undefined],
    ["yes", undefined],
  ])("passes on consent that was given by %j: %s", (answer, expected) => {
    const consents = [{ question: "privacy", property: "hs_legal_basis", value: "Freely given consent from contact" }];
    const { values } = contactValues(bookingFixture({ answers: { privacy: answer } }), mapping({ consents }), typeOf);
    expect(values.hs_legal_basis).toBe(expected);
  });
});
