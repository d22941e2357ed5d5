import { ConfigurationError } from "@slotkit/core";
import { describe, expect, it } from "vitest";
import { readEnvironment } from "../../examples/express/environment.ts";

const production = { NODE_ENV: "production", SLOTKIT_SECRET: "a secret for tests alone, long enough to be taken" };
const declined = { CALENDAR: "false", CRM: "false", MAIL: "false" };

function messageOf(variables: Record<string, string>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).message;
  }
  return "accepted";
}

describe("the example's environment", () => {
  it("runs against stand-ins when nothing is set", () => {
    const { calendar, crm, mail, port } = readEnvironment({});
    expect([calendar.mode, crm.mode, mail.mode, port]).toEqual(["stand-in", "stand-in", "stand-in", 3000]);
  });

  it("talks to the real ones when their credentials are set", () => {
    const { calendar, crm, mail, databaseFile } = readEnvironment({
      GOOGLE_APPLICATION_CREDENTIALS: "key.json",
      GOOGLE_CALENDAR_ID: "ada@example.com",
      HUBSPOT_ACCESS_TOKEN: "pat-eu1-example",
      SMTP_URL: "smtp://localhost:587",
      DATABASE_URL: "sqlite:/var/lib/slotkit/slotkit.db",
    });
    expect([calendar.mode, crm.mode, mail.mode]).toEqual(["real", "real", "real"]);
    expect(databaseFile).toBe("/var/lib/slotkit/slotkit.db");
  });

  it.each([
    ["GOOGLE_APPLICATION_CREDENTIALS", { CRM: "false", MAIL: "false" }],
    ["HUBSPOT_ACCESS_TOKEN", { CALENDAR: "false", MAIL: "false" }],
    ["SMTP_URL", { CALENDAR: "false", CRM: "false" }],
  ])("pretends nothing in production: without %s it does not start", (variable, others) => {
    const message = messageOf({ ...production, ...others });
    expect(message).toContain(
      `Option ${variable}: is missing, and in production nothing pretends to deliver; set ${variable}, or choose`,
    );
  });

  it("starts in production with what was declined or asked for by name", () => {
    expect(messageOf({ ...production, ...declined })).toBe("accepted");
    expect(messageOf({ ...production, ...declined, CALENDAR: "stand-in" })).toBe("accepted");
  });

  it.each<[Record<string, string>, string]>([
    [
      { NODE_ENV: "production", ...declined },
      "Option SLOTKIT_SECRET: is required in production; make one with: openssl rand -base64 32",
    ],
    [{ PORT: "80 80" }, 'Option PORT received "80 80": must be a whole number from 0 to 65535'],
    [{ TIME_ZONE: "Berlin" }, 'Option TIME_ZONE received "Berlin": must be an IANA time zone, such as Europe/Berlin'],
    [{ CALENDAR: "outlook" }, 'Option CALENDAR received "outlook": must be google, stand-in or false'],
    [
      { CRM: "hubspot" },
      'Option CRM received "hubspot": asks for hubspot, but its credential is missing; set HUBSPOT_ACCESS_TOKEN, or choose CRM=false or CRM=stand-in',
    ],
    [{ GOOGLE_APPLICATION_CREDENTIALS: "key.json" }, "Option GOOGLE_CALENDAR_ID: is required with Google Calendar"],
    [{ PUBLIC_URL: "example.com" }, 'Option PUBLIC_URL received "example.com": must be an http(s) address'],
  ])("refuses %o with option, value and remedy", (variables, message) => {
    expect(messageOf(variables)).toContain(message);
  });

  it("never shows what may carry a password", () => {
    const message = messageOf({ DATABASE_URL: "mysql://root:hunter2@localhost/bookings" });
    expect(message).toContain("Option DATABASE_URL: must be sqlite: and a path");
    expect(message).not.toContain("hunter2");
  });
});
