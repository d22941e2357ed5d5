import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright";
import { findChromium } from "../../scripts/chromium.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pictures = `${root}output/walk/`;

/** Starts the browser that the repository brings. */
export async function launchBrowser(): Promise<Browser> {
  mkdirSync(pictures, { recursive: true });
  const { executablePath, env, args } = await findChromium(`${root}node_modules/.cache/chromium`);
  return chromium.launch({ executablePath, args, env: { ...(process.env as Record<string, string>), ...env } });
}

/** A page and everything that went wrong on it. */
export interface Visit {
  page: Page;
  /** Uncaught errors, errors on the console, refused content. */
  complaints: string[];
}

/** Opens a page as a visitor in Berlin who reads English. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1200, height: 900 },
    // Pictures show where things come to rest.
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
}

/** Keeps a picture of the page as build output. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${pictures}${name}.png`, fullPage: true });
}
