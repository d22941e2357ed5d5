import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../walk/browser.ts";
import { serveHostile } from "./serve-hostile.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const payloads = [
  "<img src=x onerror=alert(1)>",
  '"><svg onload=alert(1)>',
  "javascript:alert(1)",
  "JaVaScRiPt&colon;alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "$" + "{alert(1)}",
  "{{constructor.constructor('alert(1)')()}}",
  "</script><script>alert(1)</script>",
  "red;background:url(//evil.example)",
  "expression(alert(1))",
  "\u202etxt.exe",
  "line\u2028break",
  `a${"\u0301".repeat(20_000)}`,
  "__proto__",
  "constructor",
];

/** Hands the text to everything that a page can set. */
async function mount(page: Page, text: string, attributes: Record<string, unknown>): Promise<void> {
  await page.evaluate(
    ([given, more]) => {
      const widget = document.createElement("booking-widget");
      const words = ["continue", "chooseTime", "yourDetails", "name", "book", "reschedule", "today"];
      Object.assign(widget, {
        eventType: given.slice(0, 100),
        timeZone: "UTC",
        theme: given,
        weekStart: given,
        prefill: { name: given, email: given, phone: given, company: given, notes: given },
        metadata: { [given]: given },
        messages: Object.fromEntries(words.map((word) => [word, given])),
        ...more,
      });
      document.querySelector("main")?.replaceChildren(widget);
    },
    [text, attributes] as const,
  );
}

const outcome = (page: Page) =>
  page.evaluate(() => {
    const { ran, violations } = window as unknown as { ran: number; violations: string[] };
    return { ran, violations };
  });

it("notices a breach", async () => {
  const server = await serveHostile("");
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.evaluate(() => {
    document.querySelector("main")?.setAttribute("style", "color: red");
    try {
      document.body.innerHTML = "<b></b>";
    } catch {
      // It is refused, and counted.
    }
  });
  await expect.poll(async () => (await outcome(page)).violations.length).toBe(2);
  await page.close();
  server.close();
});

it("speaks another language under the strictest policy", async () => {
  const server = await serveHostile("intro");
  const page = await browser.newPage();
  await page.goto(server.url);
  await mount(page, "intro", { lang: "de", messages: {} });
  await page.getByRole("button", { name: "Uhrzeit wählen" }).waitFor();
  expect(await outcome(page)).toEqual({ ran: 0, violations: [] });
  await page.close();
  server.close();
});

const cases = payloads.map((text) => [text.length > 100 ? "a letter under 20 000 accents" : text, text] as const);

it.each(cases)(
  "shows %j as text, everywhere, under the strictest policy",
  async (_name, text) => {
    const server = await serveHostile(text);
    const page = await browser.newPage();
    page.setDefaultTimeout(20_000);
    const strangers: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(server.url)) strangers.push(request.url());
    });
    try {
      await page.goto(server.url);
      await mount(page, text, {});
      await page.locator("[name=time]").first().check({ force: true });
      await page.locator("[type=submit]").first().click();
      await page.locator("[name=email]").fill("grace@example.org");
      await page.locator("[name=name]").fill(text);
      await page.locator("[type=submit]").click();
      await page.getByRole("alert").filter({ hasText: /\S/ }).waitFor();
      await mount(page, text, { rescheduleUid: "bk_1", token: "secret" });
      await page.getByText("Current time").first().waitFor();
      await mount(page, text, { cancelUid: "bk_1", token: "secret" });
      await page.getByRole("heading", { name: "Cancel this booking?" }).waitFor();
      await page.locator("[type=submit]").click();
      await page.locator("a[href]").first().waitFor();
      const links = await page
        .locator("a[href]")
        .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol));
      expect(new Set(links)).toEqual(new Set(["https:"]));
      expect(await page.locator("img, script:not([src])").count()).toBe(0);
      expect(await outcome(page)).toEqual({ ran: 0, violations: [] });
      expect(strangers).toEqual([]);
    } finally {
      await page.close();
      server.close();
    }
  },
  60_000,
);
