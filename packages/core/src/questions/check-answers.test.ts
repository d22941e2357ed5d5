import { BookingError, ConfigurationError, type QuestionOptions, type QuestionType } from "@slotkit/core";
import { composeForTest } from "@slotkit/testing/fakes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../bookings/booking.ts";
import { checkAnswers } from "./check-answers.ts";
import type { Question } from "./question.ts";

function question(type: QuestionType, changes: Partial<Question> = {}): Question {
  const options = ["red", "green", "blue"].map((value) => ({ value, label: value.toUpperCase() }));
  return {
    name: "q",
    type,
    label: "A question",
    help: null,
    placeholder: null,
    required: false,
    hidden: false,
    options: type === "select" || type === "radio" || type === "multiSelect" ? options : [],
    min: null,
    max: null,
    ...changes,
  };
}

/** The typed answer, or the message of the refusal. */
function read(asked: Question, answer: Answer | undefined): unknown {
  try {
    const answers = checkAnswers([asked], answer === undefined ? {} : { [asked.name]: answer });
    return Object.hasOwn(answers, asked.name) ? answers[asked.name] : "left out";
  } catch (error) {
    if (!(error instanceof BookingError)) throw error;
    return error.errors.map(({ field, message }) => `${field} ${message}`).join("; ");
  }
}

describe("an answer", () => {
  it.each<[QuestionType, Answer, Answer]>([
    ["text", "  Moths ", "Moths"],
    ["longText", "One\nTwo", "One\nTwo"],
    ["email", "grace@example.org", "grace@example.org"],
    ["phone", "+49 (30) 901-820", "+49 (30) 901-820"],
    ["url", "https://example.com/a?b=c#d", "https://example.com/a?b=c#d"],
    ["number", 2.5, 2.5],
    ["number", -0, 0],
    ["boolean", false, false],
    ["select", "green", "green"],
    ["radio", "blue", "blue"],
    ["multiSelect", ["red", "blue"], ["red", "blue"]],
    ["date", "2028-02-29", "2028-02-29"],
  ])("of type %s is kept, typed: %j", (type, given, kept) => {
    expect(read(question(type), given)).toStrictEqual(kept);
  });

  it.each<[QuestionType, Answer, string]>([
    ["text", 7, "must be text"],
    ["text", "two\nlines", "must be one line without control characters"],
    ["text", "x".repeat(501), "must have at most 500 characters"],
    ["longText", ["a"], "must be text"],
    ["email", "grace at example.org", "must be an e-mail address"],
    ["phone", "call me", "must be a phone number, such as +49 30 901820"],
    ["phone", "12", "must be a phone number, such as +49 30 901820"],
    ["url", "javascript:alert(1)", "must be a web address, such as https://example.com"],
    ["url", "https://", "must be a web address, such as https://example.com"],
    ["number", "7", "must be a number"],
    ["boolean", "yes", "must be true or false"],
    ["select", "mauve", "must be one of: red, green, blue"],
    ["radio", ["red"], "must be one of: red, green, blue"],
    ["multiSelect", "red", "must be a list of choices"],
    ["multiSelect", ["red", "mauve"], "must be one of: red, green, blue"],
    ["multiSelect", ["red", "red"], "must name each choice once"],
    ["date", "2027-02-29", "must be a date that exists, such as 2026-11-25"],
    ["date", "25.11.2026", "must be a date that exists, such as 2026-11-25"],
  ])("of type %s is refused under its name: %j", (type, given, message) => {
    expect(read(question(type), given)).toBe(`answers.q ${message}`);
  });

  it.each<[QuestionType, Partial<Question>, Answer, Answer, string]>([
    ["text", { min: 3 }, "abc", "ab", "must have at least 3 characters"],
    ["longText", { max: 2 }, "ab", "abc", "must have at most 2 characters"],
    ["number", { min: 1 }, 1, 0.5, "must be at least 1"],
    ["number", { max: 1 }, 1, 1.5, "must be at most 1"],
    ["multiSelect", { min: 2 }, ["red", "blue"], ["red"], "must have at least 2 choices"],
    ["multiSelect", { max: 1 }, ["red"], ["red", "blue"], "must have at most 1 choices"],
    ["date", { min: "2026-11-25" }, "2026-11-25", "2026-11-24", "must be 2026-11-25 or later"],
    ["date", { max: "2026-11-25" }, "2026-11-25", "2026-11-26", "must be 2026-11-25 or earlier"],
  ])("of type %s keeps to %j", (type, bounds, inside, outside, message) => {
    expect(read(question(type, bounds), inside)).toStrictEqual(inside);
    expect(read(question(type, bounds), outside)).toBe(`answers.q ${message}`);
  });

  it("is missing when it is empty: required, that is refused, else it is left out", () => {
    for (const empty of [undefined, "", "  ", []] as const) {
      expect(read(question("text", { required: true }), empty)).toBe("answers.q is required");
      expect(read(question("text"), empty)).toBe("left out");
    }
    expect(read(question("boolean", { required: true }), false)).toBe("answers.q has to be agreed to");
    expect(read(question("boolean", { required: true }), true)).toBe(true);
  });

  it("to no question is refused, and names of an object's own never stand for an answer", () => {
    expect(() => checkAnswers([], { other: "x" })).toThrow("answers.other: answers no question of this event type");
    expect(read(question("text", { name: "toString", required: true }), undefined)).toBe(
      "answers.toString is required",
    );
  });

  it("is refused together with all the others", () => {
    const asked = ["a", "b", "c"].map((name) => question("number", { name, required: true }));
    expect(() => checkAnswers(asked, { a: "x", b: 2, d: 1 })).toThrow(/^answers\.a: must be a number \(and 2 more\)$/);
  });

  it("whatever it is, is either kept as it was read or refused under its own name, and reading it again changes nothing", () => {
    const anything = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.array(fc.string()),
      fc.constantFrom("red", "2026-11-25"),
    );
    const type = fc.constantFrom<QuestionType>(
      "text",
      "longText",
      "email",
      "phone",
      "url",
      "number",
      "boolean",
      "select",
      "multiSelect",
      "date",
    );
    fc.assert(
      fc.property(type, anything, fc.boolean(), (kind, answer, required) => {
        const asked = question(kind, { required });
        const first = read(asked, answer);
        if (typeof first === "string" && first.startsWith("answers.q ")) return;
        if (first !== "left out") expect(read(asked, first as Answer)).toStrictEqual(first);
      }),
    );
  });
});

describe("questions of an event type", () => {
  const compose = (questions: readonly QuestionOptions[]) => () => composeForTest({ eventType: { questions } });
  const topic = {
    name: "topic",
    type: "select",
    label: "What about?",
    options: ["a", { value: "b", label: "Bees" }],
  } as const;

  it("are asked at the commit, stored typed, and told to the outside under their labels", async () => {
    const { slotkit, crm } = compose([
      { ...topic, required: true },
      { name: "people", type: "number", label: "How many?", min: 1 },
    ])();
    const request = {
      eventType: "intro",
      start: Date.UTC(2026, 10, 23, 9),
      attendee: { name: "Grace Example", email: "grace@example.org" },
    };
    await expect(slotkit.book(request)).rejects.toMatchObject({
      code: "validation_failed",
      errors: [{ field: "answers.topic", message: "is required" }],
    });
    const { booking } = await slotkit.book({ ...request, answers: { people: 3, topic: "b" } });
    expect(booking.answers).toEqual({ topic: "b", people: 3 });
    await slotkit.deliver();
    const [contact] = crm.contacts.values();
    expect(contact?.bookings.get(booking.uid)?.labelledAnswers).toEqual([
      { label: "What about?", answer: "Bees" },
      { label: "How many?", answer: 3 },
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["a type that does not exist", { type: "colour" }, "type"],
    ["a pattern of its own", { pattern: "(a+)+$" }, "pattern"],
    ["nothing to choose from", { options: [] }, "options"],
    ["a choice named twice", { options: ["a", "a"] }, "options"],
    ["choices where none are made", { type: "text" }, "options"],
    ["a bound of a choice", { min: 1 }, "min"],
    ["a name that reaches a prototype", { name: "__proto__" }, "name"],
    ["bounds the wrong way round", { type: "number", options: undefined, min: 3, max: 2 }, "max"],
    ["a date that does not exist as a bound", { type: "date", options: undefined, max: "2027-02-29" }, "max"],
    ["half a character as a bound", { type: "text", options: undefined, min: 0.5 }, "min"],
  ])("are refused at start-up with %s", (_what, changes, field) => {
    const wrong = { ...topic, ...changes } as unknown as QuestionOptions;
    expect(compose([wrong])).toThrow(ConfigurationError);
    expect(compose([wrong])).toThrow(`eventTypes.0.questions.0.${field}`);
  });

  it("are refused with one name for two", () => {
    expect(compose([topic, topic])).toThrow("eventTypes.0.questions.1.name");
  });
});
