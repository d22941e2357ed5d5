import type { When } from "./describe-when.ts";
import { escapeHtml } from "./escape-html.ts";
import type { MailDetail, MailLink, MailPage, MailTone } from "./mail-page.ts";

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Ink and ground of the badge, in the light. */
const tones: Readonly<Record<MailTone, { ink: string; ground: string }>> = {
  agreed: { ink: "#166534", ground: "#dcfce7" },
  waiting: { ink: "#92400e", ground: "#fef3c7" },
  moved: { ink: "#1e40af", ground: "#dbeafe" },
  gone: { ink: "#991b1b", ground: "#fee2e2" },
};

// Mail programs that know dark mode read this sheet; all others keep the inline colours, which are complete without it.
const darkSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) { .pad { padding-left: 20px !important; padding-right: 20px !important; } }
@media (prefers-color-scheme: dark) {
  .page { background: #18181b !important; }
  .card { background: #27272a !important; border-color: #3f3f46 !important; }
  .ink { color: #fafafa !important; }
  .soft { color: #a1a1aa !important; }
  .rule { border-color: #3f3f46 !important; }
  .leaf { background: #18181b !important; border-color: #3f3f46 !important; }
  .link { color: #93c5fd !important; }
  .button { background: #fafafa !important; color: #18181b !important; }
  .agreed { background: #14532d !important; color: #bbf7d0 !important; }
  .waiting { background: #713f12 !important; color: #fef08a !important; }
  .moved { background: #1e3a8a !important; color: #bfdbfe !important; }
  .gone { background: #7f1d1d !important; color: #fecaca !important; }
}`;

/** A mail as HTML that old programs show too: tables, inline styles, nothing loaded from elsewhere. */
export function renderHtml(page: MailPage): string {
  const { subject, intro, when, action, links, words } = page;
  return `<!doctype html>
<html lang="${escapeHtml(page.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${escapeHtml(subject)}</title>
<style>${darkSheet}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f4f4f5">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(`${when.date}, ${when.time}. ${intro}`)}</div>
${table('class="page" style="background:#f4f4f5"')}<tr><td align="center" style="padding:32px 12px">
<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
${table('style="max-width:560px"')}
${brand(page)}
<tr><td class="card" style="background:#ffffff;border:1px solid #e4e4e7;border-radius:14px">
${table()}
${headline(page)}
${notice(page)}
${whenBlock(page)}
${page.details.length > 0 ? row(detailTable(page.details)) : ""}
${action ? row(button(action), "20px 32px 0") : ""}
${links.length > 0 ? row(calendarLine(words.addToCalendar, links), "16px 32px 0") : ""}
${remarks(page)}
</table>
</td></tr>
<tr><td class="pad soft" align="center" style="padding:20px 32px 0;${font};font-size:12px;line-height:18px;color:#63636b">${page.footer.map(escapeHtml).join("<br>")}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}

function table(attributes = ""): string {
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" ${attributes}>`;
}

function row(content: string, padding = "24px 32px 0"): string {
  return `<tr><td class="pad" style="padding:${padding}">${content}</td></tr>`;
}

function brand({ brandName }: MailPage): string {
  if (brandName === null) return "";
  return `<tr><td class="pad ink" style="padding:0 32px 16px;${font};font-size:15px;line-height:20px;font-weight:600;color:#18181b">${escapeHtml(brandName)}</td></tr>`;
}

function headline({ tone, badge, heading, intro }: MailPage): string {
  const { ink, ground } = tones[tone];
  return row(
    `<span class="${tone}" style="display:inline-block;padding:3px 10px;border-radius:999px;background:${ground};color:${ink};${font};font-size:12px;line-height:18px;font-weight:600">${escapeHtml(badge)}</span>
<h1 class="ink" style="margin:14px 0 0;${font};font-size:23px;line-height:30px;font-weight:650;color:#18181b">${escapeHtml(heading)}</h1>
<p class="soft" style="margin:6px 0 0;${font};font-size:15px;line-height:23px;color:#52525b">${escapeHtml(intro)}</p>`,
    "28px 32px 0",
  );
}

/** What has to be done by hand, in the colours of waiting. */
function notice({ notice }: MailPage): string {
  if (notice === null) return "";
  const { ink, ground } = tones.waiting;
  return row(
    `${table()}<tr><td class="waiting" style="padding:11px 14px;border-radius:10px;background:${ground};color:${ink};${font};font-size:14px;line-height:21px">${escapeHtml(notice)}</td></tr></table>`,
    "18px 32px 0",
  );
}

function whenBlock({ title, when, previousWhen, struckOut, words }: MailPage): string {
  const line = struckOut ? "text-decoration:line-through;" : "";
  const text = `<div class="ink" style="${line}${font};font-size:16px;line-height:23px;font-weight:600;color:#18181b">${escapeHtml(title)}</div>
<div class="ink" style="${line}${font};font-size:15px;line-height:23px;color:#18181b">${escapeHtml(when.date)}<br>${escapeHtml(when.time)}</div>
<div class="soft" style="${font};font-size:13px;line-height:20px;color:#71717a">${escapeHtml(when.zone)}</div>
${previousWhen ? `<div class="soft" style="${font};font-size:13px;line-height:20px;color:#71717a;padding-top:4px">${escapeHtml(words.labels.insteadOf)} <span style="text-decoration:line-through">${escapeHtml(`${previousWhen.date}, ${previousWhen.time}`)}</span></div>` : ""}`;
  return row(
    `${table()}<tr><td width="62" valign="top">${leaf(when)}</td><td valign="top" style="padding-left:18px">${text}</td></tr></table>`,
  );
}

/** A leaf of a tear-off calendar. Read out as part of the date beside it, so hidden from screen readers. */
function leaf({ leaf: { month, day, weekday } }: When): string {
  const cell = (style: string, text: string, name: string) =>
    `<tr><td align="center" class="${name}" style="${font};${style}">${text}</td></tr>`;
  return `<table role="presentation" aria-hidden="true" width="62" cellpadding="0" cellspacing="0" border="0" class="leaf" style="background:#fafafa;border:1px solid #e4e4e7;border-radius:10px">
${cell("padding:7px 0 0;font-size:11px;line-height:14px;font-weight:600;color:#71717a", escapeHtml(month.toUpperCase()), "soft")}
${cell("padding:0;font-size:25px;line-height:30px;font-weight:650;color:#18181b", escapeHtml(day), "ink")}
${cell("padding:0 0 7px;font-size:11px;line-height:14px;color:#71717a", escapeHtml(weekday), "soft")}
</table>`;
}

function detailTable(details: readonly MailDetail[]): string {
  return `${table()}${details.map(detailRow).join("")}</table>`;
}

function detailRow({ label, text, href }: MailDetail): string {
  const shown = escapeHtml(text).replaceAll("\n", "<br>");
  const value = href ? anchor({ text, href }) : shown;
  const cell = `${font};font-size:14px;line-height:21px;border-top:1px solid #e4e4e7;padding:10px 0`;
  return `<tr><td class="soft rule" valign="top" width="96" style="${cell};padding-right:12px;color:#71717a;word-break:break-word">${escapeHtml(label)}</td><td class="ink rule" valign="top" style="${cell};color:#18181b;word-break:break-word">${value}</td></tr>`;
}

/** For Outlook, which knows no padding of links, the cell is coloured and spaced too. */
function button({ text, href }: MailLink): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="button" bgcolor="#18181b" style="border-radius:9px;background:#18181b"><a class="button" href="${escapeHtml(href)}" style="display:inline-block;padding:11px 20px;border-radius:9px;background:#18181b;color:#ffffff;${font};font-size:15px;line-height:20px;font-weight:600;text-decoration:none">${escapeHtml(text)}</a></td></tr></table>`;
}

function calendarLine(label: string, links: readonly MailLink[]): string {
  const shown = links.map((link) => `<span style="white-space:nowrap">${anchor(link)}</span>`).join(" &nbsp; ");
  return `<p class="soft" style="margin:0;${font};font-size:14px;line-height:26px;color:#71717a">${escapeHtml(label)}&nbsp; ${shown}</p>`;
}

function anchor({ text, href }: MailLink): string {
  return `<a class="link" href="${escapeHtml(href)}" style="color:#1d4ed8;text-decoration:underline">${escapeHtml(text)}</a>`;
}

function remarks({ remarks }: MailPage): string {
  if (remarks.length === 0) return row("", "28px 32px 0");
  const paragraphs = remarks.map(
    (remark) =>
      `<p class="soft" style="margin:0 0 6px;${font};font-size:13px;line-height:20px;color:#71717a">${escapeHtml(remark)}</p>`,
  );
  return row(paragraphs.join("\n"), "20px 32px 22px");
}
