import { ConfigurationError } from "@slotkit/core";
import { describe, expect, it } from "vitest";
import { type EmailOptions, readEmailOptions } from "./email-options.ts";

const good: EmailOptions = { transport: "smtp://127.0.0.1:2525", from: "Acme <bookings@example.com>" };
const problemsOf = (changes: object) => {
  try {
    readEmailOptions({ ...good, ...changes } as EmailOptions);
  } catch (error) {
    if (error instanceof ConfigurationError) return { problems: error.problems, message: error.message };
    throw error;
  }
  throw new Error("the options were taken");
};

describe("readEmailOptions", () => {
  it("takes a URL, options or a function, and names the mails after the sender", () => {
    expect(readEmailOptions(good)).toMatchObject({
      from: { name: "Acme", email: "bookings@example.com" },
      brandName: "Acme",
      replyTo: null,
      timeoutMs: 30_000,
    });
    expect(readEmailOptions({ ...good, from: "bookings@example.com" }).brandName).toBeNull();
    expect(readEmailOptions({ ...good, brandName: "Acme Studio\r\n" }).brandName).toBe("Acme Studio");
    for (const transport of ["smtps://mail.example.com", { host: "mail.example.com" }, async () => {}]) {
      expect(() => readEmailOptions({ ...good, transport })).not.toThrow();
    }
  });

  it.each([
    [{ transport: undefined }, "email.transport"],
    [{ transport: "" }, "email.transport"],
    [{ transport: "mail.example.com" }, "email.transport"],
    [{ transport: "https://mail.example.com" }, "email.transport"],
    [{ transport: "smtp://" }, "email.transport"],
    [{ transport: { port: 25 } }, "email.transport"],
    [{ from: "Acme" }, "email.from"],
    [{ from: "" }, "email.from"],
    [{ from: undefined }, "email.from"],
    [{ from: "a@example.com\r\nBcc: b@example.com" }, "email.from"],
    [{ replyTo: "desk" }, "email.replyTo"],
    [{ templates: { remainder: () => "" } }, "email.templates.remainder"],
    [{ templates: { confirmed: "text" } }, "email.templates.confirmed"],
    [{ timeoutMs: 0 }, "email.timeoutMs"],
    [{ timeoutMs: Number.NaN }, "email.timeoutMs"],
    [{ retries: 3 }, "email.retries"],
    [{ language: "tlh" }, "email.language"],
    [{ language: "en_US" }, "email.language"],
    [{ hourCycle: "h24" }, "email.hourCycle"],
  ])("refuses %j and names the option", (changes, field) => {
    const { problems, message } = problemsOf(changes);
    expect(problems.map((problem) => problem.field)).toEqual([field]);
    expect(message).toContain(field);
  });

  it("says what it received and what would be right", () => {
    expect(problemsOf({ from: "Acme" }).message).toContain('received "Acme"');
    expect(problemsOf({ from: "Acme", timeoutMs: -1 }).problems).toHaveLength(2);
  });

  it.each([
    "https://user:hunter2@mail.example.com",
    "smtp//user:hunter2@mail",
    "user:hunter2@mail.example.com",
    "smtp://user:hunter2@",
  ])("never shows the password of %s", (transport) =>
    expect(problemsOf({ transport }).message).not.toContain("hunter2"),
  );

  it("does not show credentials of an options object either", () => {
    expect(problemsOf({ transport: { auth: { user: "u", pass: "hunter2" } } }).message).not.toContain("hunter2");
  });

  it("replaces single templates and keeps the rest", () => {
    const confirmed = () => ({ subject: "s", text: "t", html: "h" });
    const { templates } = readEmailOptions({ ...good, templates: { confirmed, pending: undefined } });
    expect(templates.confirmed).toBe(confirmed);
    expect(templates.pending).toBe(readEmailOptions(good).templates.pending);
  });
});
