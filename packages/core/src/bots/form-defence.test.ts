import { type BookingAttempt, type BotDefence, createSlotKit, isBookingError, staticCatalog } from "@slotkit/core";
import { createFakeClock } from "@slotkit/testing/clock";
import { type ComposeForTestOptions, composeForTest } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";
import { memoryStorage } from "../storage/memory-storage.ts";

const asked = { eventType: "intro", email: "grace@example.org", sender: "192.0.2.1" };

function defend(options: ComposeForTestOptions["options"] = {}, eventType: ComposeForTestOptions["eventType"] = {}) {
  const records: unknown[] = [];
  const telemetry = { record: (name: string, fields: unknown) => void records.push([name, fields]) };
  const parts = composeForTest({ eventType, options: { telemetry, ...options } });
  const { slotkit, clock } = parts;
  const admitted = (form?: object) =>
    slotkit.admitBooking({ ...asked, ...(form && { form }) }).then(
      () => "admitted",
      (error: unknown) => (isBookingError(error) ? `${error.code}: ${error.message}` : error),
    );
  const issue = async () => (await slotkit.issueForm("intro"))?.token ?? "";
  return { ...parts, admitted, issue, records, wait: (ms: number) => clock.advance(ms) };
}

const refused = "forbidden: This booking was not accepted. Load the page again, and book once more.";

describe("the built-in defence", () => {
  it("takes a form that a person had time to fill in, and tells what it needs", async () => {
    const { slotkit, admitted, wait } = defend();
    const form = await slotkit.issueForm("intro");
    expect(form).toEqual({ token: expect.any(String), minimumSeconds: 3, expiresInSeconds: 86_400 });
    await wait(3_000);
    expect(await admitted({ token: form?.token, website: "" })).toBe("admitted");
  });

  it("tells every bot the same, and the host which sign gave it away", async () => {
    const { slotkit, admitted, issue, wait, records } = defend({
      botDefence: { mode: "required", attemptsPerForm: 1 },
    });
    const signs: unknown[] = [];
    const expectRefused = async (form: object | undefined, sign: string) => {
      expect(await admitted(form)).toBe(refused);
      signs.push(["bot.refused", { sign, eventType: "intro" }]);
    };
    await expectRefused(undefined, "no_token");
    await expectRefused({ token: await issue(), website: "https://spam.example" }, "honeypot");
    await expectRefused({ token: "forged" }, "wrong_token");
    const token = await issue();
    await wait(2_999);
    await expectRefused({ token }, "too_fast");
    await wait(1);
    expect(await admitted({ token })).toBe("admitted");
    await expectRefused({ token }, "used_up");
    const old = await issue();
    await wait(24 * 3_600_000);
    await expectRefused({ token: old }, "too_old");
    expect(records).toEqual(signs);
    expect(await slotkit.issueForm("unknown")).toBeNull();
  });

  it("asks for no token where it is optional, and looks at what comes", async () => {
    const { admitted } = defend();
    expect(await admitted()).toBe("admitted");
    expect(await admitted({ website: "x" })).toBe(refused);
    expect(await admitted({ token: "forged" })).toBe(refused);
  });

  it.each([
    ["off", "required", refused],
    ["required", "off", "admitted"],
  ] as const)("in mode %s lets an event type be %s", async (mode, botDefence, outcome) => {
    const { admitted } = defend({ botDefence: { mode } }, { botDefence });
    expect(await admitted()).toBe(outcome);
  });

  it("issues nothing and looks at nothing when it is off", async () => {
    for (const botDefence of [false, { mode: "off" }] as const) {
      const { slotkit, admitted } = defend({ botDefence });
      expect([await slotkit.issueForm("intro"), await admitted({ website: "x" })]).toEqual([null, "admitted"]);
    }
  });

  it("counts a token's uses for all processes over one storage", async () => {
    const clock = createFakeClock({ startMs: Date.UTC(2026, 10, 20, 8) });
    const storage = memoryStorage({ clock });
    const process = () =>
      composeForTest({ storage: () => storage, options: { clock, botDefence: { attemptsPerForm: 4 } } });
    const processes = [process(), process()];
    const token = (await processes[0]?.slotkit.issueForm("intro"))?.token;
    await clock.advance(10_000);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        processes[index % 2]?.slotkit.admitBooking({ ...asked, form: { token } }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
  });
});

describe("a check of the host's own", () => {
  it("is asked after the built-in ones, with what came and from where", async () => {
    const attempts: BookingAttempt[] = [];
    const verify = (attempt: BookingAttempt) => attempts.push(attempt) > 0 && attempt.form.response === "solved";
    const { admitted, records } = defend({ botDefence: { verify } });
    expect(await admitted({ website: "x" })).toBe(refused);
    expect(attempts).toEqual([]);
    expect(await admitted({ response: "solved" })).toBe("admitted");
    expect(await admitted({ response: "guessed" })).toBe(refused);
    expect(attempts[0]).toMatchObject({ clientId: "default", email: asked.email, sender: asked.sender });
    expect(records.at(-1)).toEqual(["bot.refused", { sign: "verify", eventType: "intro" }]);
  });

  it("lets bookings pass while it fails or is silent, and says so in the log", async () => {
    const warned: unknown[] = [];
    const note = () => {};
    const logger = { debug: note, info: note, error: note, warn: (...words: unknown[]) => warned.push(words) };
    const failing = defend({ logger, botDefence: { verify: () => Promise.reject(new Error("key=hunter2")) } });
    expect(await failing.admitted()).toBe("admitted");
    const silent = defend({ logger, botDefence: { verify: () => new Promise(() => {}) } });
    const outcome = silent.admitted();
    await silent.wait(5_000);
    expect(await outcome).toBe("admitted");
    expect(warned).toHaveLength(2);
    expect(JSON.stringify(warned)).not.toContain("hunter2");
  });

  it("can take the place of the built-in ones", async () => {
    const botDefence: BotDefence = {
      issueForm: async () => ({ token: "theirs", minimumSeconds: 0, expiresInSeconds: 60 }),
      admits: async ({ form }) => form.token === "theirs",
    };
    const { slotkit, admitted } = defend({ botDefence });
    expect((await slotkit.issueForm("intro"))?.token).toBe("theirs");
    expect([await admitted({ token: "theirs" }), await admitted()]).toEqual(["admitted", refused]);
  });
});

it("refuses options that cannot work", () => {
  const compose = (botDefence: object) => () =>
    createSlotKit({
      storage: memoryStorage(),
      catalog: staticCatalog({ schedules: [], hosts: [], eventTypes: [] }),
      calendar: false,
      crm: false,
      notifications: false,
      secret: "a secret for tests alone, long enough to be taken",
      botDefence,
    });
  for (const wrong of [
    { mode: "sometimes" },
    { minimumFillSeconds: -1 },
    { formLifetimeMinutes: 1 },
    { issueForm: 1 },
  ]) {
    expect(compose(wrong)).toThrow(/createSlotKit.botDefence/);
  }
});
