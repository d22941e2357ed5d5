import { IntegrationError } from "@slotkit/core";
import { describe, expect, it } from "vitest";
import { classifyMailError } from "./classify-mail-error.ts";

const reply = (response: string, code = "EENVELOPE") =>
  Object.assign(new Error(response), { code, response, responseCode: Number(response.slice(0, 3)) });
const broken = (code: string) => Object.assign(new Error("broken"), { code });

describe("classifyMailError", () => {
  it.each([
    [reply("421 4.3.2 shutting down"), "throttled", 421, "4.3.2"],
    [reply("421 too many connections"), "throttled", 421, "EENVELOPE"],
    [reply("450 4.2.0 greylisted"), "transient", 450, "4.2.0"],
    [reply("451 local error", "EMESSAGE"), "transient", 451, "EMESSAGE"],
    [reply("452 4.3.1 out of storage"), "transient", 452, "4.3.1"],
    [reply("450 4.7.1 slow down"), "throttled", 450, "4.7.1"],
    [reply("454 4.7.0 temporary authentication failure", "EAUTH"), "transient", 454, "4.7.0"],
    [reply("535 5.7.8 bad credentials", "EAUTH"), "auth", 535, "5.7.8"],
    [reply("530 5.7.0 authentication required"), "auth", 530, "5.7.0"],
    [reply("534 5.7.9 mechanism too weak"), "auth", 534, "5.7.9"],
    [reply("538 encryption required"), "auth", 538, "EENVELOPE"],
    [broken("EAUTH"), "auth", undefined, "EAUTH"],
    [broken("EOAUTH2"), "auth", undefined, "EOAUTH2"],
    [reply("550 5.1.1 no such user"), "permanent", 550, "5.1.1"],
    [reply("552 5.2.2 mailbox full", "EMESSAGE"), "permanent", 552, "5.2.2"],
    [reply("550 5.7.26 not authenticated"), "permanent", 550, "5.7.26"],
    [reply("554 no service here", "EPROTOCOL"), "permanent", 554, "EPROTOCOL"],
    [broken("EENVELOPE"), "permanent", undefined, "EENVELOPE"],
    [broken("ECONFIG"), "permanent", undefined, "ECONFIG"],
    [broken("ECONNECTION"), "transient", undefined, "ECONNECTION"],
    [broken("ESOCKET"), "transient", undefined, "ESOCKET"],
    [broken("ETIMEDOUT"), "transient", undefined, "ETIMEDOUT"],
    [broken("EDNS"), "transient", undefined, "EDNS"],
    [broken("ETLS"), "transient", undefined, "ETLS"],
    [broken("EABORT"), "transient", undefined, "EABORT"],
    [new Error("anything"), "transient", undefined, undefined],
    ["a string", "transient", undefined, undefined],
    [null, "transient", undefined, undefined],
  ])("%s is %s", (error, kind, status, reason) => {
    const failure = classifyMailError(error, false);
    expect(failure).toMatchObject({ kind, status, reason });
    expect(failure.remedy).not.toBe("");
    expect(failure.retryAfterMs).toBe(kind === "throttled" ? 60_000 : undefined);
  });

  it.each(["ECONNECTION", "ESOCKET", "ETIMEDOUT", "EABORT"])(
    "cannot know what became of a mail that had left: %s",
    (code) => {
      expect(classifyMailError(broken(code), true).kind).toBe("unknown_outcome");
    },
  );

  it("believes an answer, whether the mail had left or not", () => {
    expect(classifyMailError(reply("451 later", "EMESSAGE"), true).kind).toBe("transient");
    expect(classifyMailError(reply("554 spam", "EMESSAGE"), true).kind).toBe("permanent");
  });

  it("keeps addresses and the server's words to itself", () => {
    const failure = classifyMailError(reply("550 5.1.1 <grace@example.com> Grace is unknown"), false);
    const told = JSON.stringify([failure.message, failure.remedy, failure.reason, failure.stack, failure.cause]);
    expect(told).not.toMatch(/grace/i);
    expect(failure.message).toBe("The mail server answered 550 (5.1.1).");
  });

  it("lets a failure that is already translated pass", () => {
    const translated = new IntegrationError("exhausted", "full", { remedy: "wait" });
    expect(classifyMailError(translated, true)).toBe(translated);
  });
});
