// `npm run mail:preview`: every mail, to everybody, in every language, as one page in `mail-preview/`, for people to look at.
// `-- --screenshots` also takes pictures: wide and narrow, by day and by night.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "playwright";
import { composeMail } from "../packages/notifications/src/compose-mail.ts";
import { mailLanguages } from "../packages/notifications/src/load-words.ts";
import { bookingFixture, notificationFixture } from "../packages/notifications/src/notification.fixture.ts";
import { defaultTemplates } from "../packages/notifications/src/templates.ts";
import { findChromium } from "./chromium.mjs";

const { values } = parseArgs({ options: { screenshots: { type: "boolean", default: false } } });
const folder = join(import.meta.dirname, "..", "mail-preview");
const kinds = ["pending", "confirmed", "rescheduled", "reassigned", "cancelled", "declined", "reminder"] as const;
const readers = ["attendee", "guest", "host"] as const;
const statuses = { pending: "pending", cancelled: "cancelled", declined: "rejected" } as const;
const fromName = "Acme Studio";

interface Preview {
  name: string;
  subject: string;
  html: string;
  text: string;
}

const previews: Preview[] = [];
for (const language of mailLanguages) {
  for (const kind of kinds) {
    for (const audience of readers) {
      for (const calendar of ["synced", "manual"] as const) {
        const mail = await preview({ language, kind, audience, calendar });
        previews.push({
          ...mail,
          name: [language, kind, audience, ...(calendar === "manual" ? [calendar] : [])].join("-"),
        });
      }
    }
  }
}
mkdirSync(folder, { recursive: true });
for (const { name, html, text } of previews) {
  writeFileSync(join(folder, `${name}.html`), html);
  writeFileSync(join(folder, `${name}.txt`), text);
}
writeFileSync(join(folder, "index.html"), indexOf(previews));
console.info(`${previews.length} mails: ${pathToFileURL(join(folder, "index.html"))}`);
if (values.screenshots) await takePictures(previews.map(({ name }) => name));

type Shown = {
  language: string;
  kind: (typeof kinds)[number];
  audience: (typeof readers)[number];
  calendar: "synced" | "manual";
};

async function preview({ language, kind, audience, calendar }: Shown): Promise<Omit<Preview, "name">> {
  const booking = bookingFixture({
    status: kind in statuses ? statuses[kind as keyof typeof statuses] : "confirmed",
    reason: kind === "cancelled" || kind === "rescheduled" ? "A cold. Let us meet when it is over." : null,
  });
  const notification = notificationFixture({
    kind,
    audience,
    calendar,
    booking,
    recipient: { name: "Reader", email: "reader@example.com", timeZone: "Europe/Berlin", language },
    previousStart: kind === "rescheduled" ? booking.start - 25 * 60 * 60_000 : null,
    manageUrl: audience === "attendee" ? "https://example.com/manage#bk_1.secret" : null,
  });
  const { subject, html, text } = await composeMail(notification, {
    from: { name: fromName, email: "bookings@example.com" },
    replyTo: null,
    brandName: fromName,
    templates: defaultTemplates,
    language,
    hourCycle: undefined,
    now: booking.createdAt,
  });
  return { subject, html, text };
}

function indexOf(mails: readonly Preview[]): string {
  const items = mails.map(
    ({ name, subject }) =>
      `<figure><figcaption><a href="${name}.html">${name}</a> <a href="${name}.txt">text</a><br>${escaped(subject)}</figcaption><iframe src="${name}.html" loading="lazy" title="${name}"></iframe></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Mails</title><meta name="color-scheme" content="light dark">
<style>body{font:14px system-ui;display:grid;grid-template-columns:repeat(auto-fill,minmax(360px,1fr));gap:16px}figure{margin:0}iframe{width:100%;height:720px;border:1px solid #8884}</style>
${items.join("\n")}\n`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

async function takePictures(names: readonly string[]): Promise<void> {
  const found = await findChromium();
  const browser: Browser = await chromium.launch({
    executablePath: found.executablePath,
    args: found.args,
    env: { ...process.env, ...found.env } as Record<string, string>,
  });
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [360, 900]) {
        const page = await browser.newPage({ colorScheme, viewport: { width, height: 600 } });
        for (const name of names) {
          await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
          await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        }
        await page.close();
      }
    }
  } finally {
    await browser.close();
  }
}
