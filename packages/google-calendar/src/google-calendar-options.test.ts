import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "@slotkit/core";
import { afterAll, describe, expect, it } from "vitest";
import { googleCalendar } from "./google-calendar.ts";
import type { GoogleCalendarOptions } from "./google-calendar-options.ts";

const pem = (type: "rsa" | "ed25519") => {
  const { privateKey } =
    type === "rsa" ? generateKeyPairSync("rsa", { modulusLength: 2048 }) : generateKeyPairSync("ed25519");
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
};
const key = {
  type: "service_account",
  client_email: "slotkit@project.iam.gserviceaccount.com",
  private_key: pem("rsa"),
  private_key_id: "0123",
};
const folder = mkdtempSync(join(tmpdir(), "slotkit-google-"));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

afterAll(() => rmSync(folder, { recursive: true }));

function problemOf(options: unknown) {
  try {
    googleCalendar(options as GoogleCalendarOptions);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(String(error)).not.toContain("PRIVATE KEY");
    expect(String(error)).not.toContain(key.private_key.slice(100, 120));
    return (error as ConfigurationError).problems[0];
  }
  throw new Error("The options were taken.");
}

describe("googleCalendar takes", () => {
  const withoutId = { client_email: key.client_email, private_key: key.private_key };

  it.each<[string, GoogleCalendarOptions]>([
    ["the parsed content of a key file", { credentials: { serviceAccount: key } }],
    ["no more of it than is needed", { credentials: { serviceAccount: withoutId } }],
    ["its text", { credentials: { json: JSON.stringify(key) } }],
    ["its path", { credentials: { keyFile: file("key.json", JSON.stringify(key)) } }],
    [
      "a key whose line breaks became \\n",
      { credentials: { serviceAccount: { ...key, private_key: key.private_key.replaceAll("\n", "\\n") } } },
    ],
  ])("%s", (_name, options) => expect(googleCalendar(options).name).toBe("google"));
});

describe("googleCalendar refuses", () => {
  const credentials = { serviceAccount: key };
  const missing = join(folder, "missing.json");

  it.each<[string, unknown, string, RegExp, string | undefined]>([
    ["nothing at all", {}, "credentials", /either credentials or auth/, undefined],
    ["two ways in", { credentials: { json: "{}", keyFile: "a" } }, "credentials", /exactly one/, undefined],
    ["a missing file", { credentials: { keyFile: missing } }, "credentials.keyFile", /ENOENT/, JSON.stringify(missing)],
    [
      "text that is no JSON",
      { credentials: { json: key.private_key } },
      "credentials.json",
      /not valid JSON/,
      undefined,
    ],
    [
      "a file that is no JSON",
      { credentials: { keyFile: file("cut.json", JSON.stringify(key).slice(0, 200)) } },
      "credentials.keyFile",
      /not valid JSON/,
      JSON.stringify(join(folder, "cut.json")),
    ],
    ["JSON of something else", { credentials: { json: "[]" } }, "credentials.json", /missing or malformed/, undefined],
    [
      "an OAuth client",
      { credentials: { json: '{"installed":{"client_id":"x"}}' } },
      "credentials.json",
      /OAuth client/,
      undefined,
    ],
    [
      "a user's own credential",
      { credentials: { json: '{"type":"authorized_user"}' } },
      "credentials.json",
      /type, client_email, private_key/,
      undefined,
    ],
    [
      "a key that was cut",
      { credentials: { serviceAccount: { ...key, private_key: key.private_key.slice(0, 300) } } },
      "credentials.serviceAccount",
      /cut short/,
      undefined,
    ],
    [
      "a key of another kind",
      { credentials: { serviceAccount: { ...key, private_key: pem("ed25519") } } },
      "credentials.serviceAccount",
      /RSA/,
      undefined,
    ],
    ["a subject that is no address", { credentials, subject: "ada" }, "subject", /e-mail address/, '"ada"'],
    ["an unknown availability", { credentials, availability: "all" }, "availability", /events or freeBusy/, '"all"'],
    ["a time-out of nothing", { credentials, timeoutMs: 0 }, "timeoutMs", /at least 100/, "0"],
    ["a time-out that is no number", { credentials, timeoutMs: Number.NaN }, "timeoutMs", /whole milliseconds/, "null"],
    ["an address that is none", { credentials, rootUrl: "google" }, "rootUrl", /absolute URL/, '"google"'],
    ["an unknown option", { credentials, subjekt: "x" }, "", /subjekt/, undefined],
    ["an auth client that is none", { auth: { access_token: "secret" } }, "auth", /google-auth-library/, undefined],
  ])("%s", (_name, options, field, message, received) => {
    const problem = problemOf(options);
    expect(problem?.field).toBe(field === "" ? "googleCalendar" : `googleCalendar.${field}`);
    expect(problem?.message).toMatch(message);
    expect(problem?.received).toBe(received);
  });

  it("fetch together with auth", () => {
    const auth = { credentials: {}, setCredentials() {}, getRequestHeaders() {}, request() {} };
    expect(problemOf({ auth, fetch })?.field).toBe("googleCalendar.fetch");
    expect(problemOf({ auth, credentials })?.field).toBe("googleCalendar.credentials");
  });
});
