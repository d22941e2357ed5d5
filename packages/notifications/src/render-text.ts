import type { When } from "./describe-when.ts";
import type { MailDetail, MailPage } from "./mail-page.ts";

/** A mail as plain text. Foreign text is indented below its label, so that it cannot pass for words of ours. */
export function renderText(page: MailPage): string {
  const { heading, intro, notice, action, links, remarks, footer, words } = page;
  const sections = [
    heading,
    intro,
    notice ?? "",
    factsOf(page).map(renderDetail).join("\n"),
    action ? `${action.text}:\n${action.href}` : "",
    links.length > 0 ? [words.addToCalendar, ...links.map(({ text, href }) => `${text}: ${href}`)].join("\n") : "",
    remarks.join("\n"),
    `-- \n${footer.join("\n")}`,
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

function factsOf({ title, when, previousWhen, struckOut, details, words: { labels } }: MailPage): MailDetail[] {
  return [
    { label: labels.what, text: title },
    { label: struckOut ? labels.wasPlannedFor : labels.when, text: whenText(when) },
    ...(previousWhen ? [{ label: labels.insteadOf, text: whenText(previousWhen) }] : []),
    ...details.map(({ label, text }) => ({ label, text })),
  ];
}

function whenText({ date, time, zone }: When): string {
  return `${date}\n${time}\n${zone}`;
}

function renderDetail({ label, text }: MailDetail): string {
  return [`${label}:`, ...text.split("\n").map((line) => `  ${line}`)].join("\n");
}
