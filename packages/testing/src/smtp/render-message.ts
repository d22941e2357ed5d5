import { escapeHtml } from "./escape-html.ts";
import type { MailAddress, ReceivedAttachment, ReceivedMessage } from "./received-message.ts";

/**
 * One mail as an HTML `<article>`: who, to whom, its text part, its attachments. Everything a sender could have written
 * is escaped, web addresses are links; the HTML part of the mail is never used.
 */
export function renderMessage(message: ReceivedMessage): string {
  const date = message.headers.get("date");
  return `<article>
<h2>${escapeHtml(message.subject) || "(no subject)"}</h2>
<dl>
<div><dt>From</dt><dd>${escapeHtml(message.from ? nameOf(message.from) : message.envelope.from)}</dd></div>
<div><dt>To</dt><dd>${escapeHtml(message.envelope.to.join(", "))}</dd></div>
${date ? `<div><dt>Date</dt><dd>${escapeHtml(date)}</dd></div>` : ""}
</dl>
<pre class="text">${linked(message.text) || "(no text part)"}</pre>
${message.attachments.map(renderAttachment).join("\n")}
</article>`;
}

/** Addresses as links; the scheme is part of what is matched, so nothing but a web page can be behind one. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 0 ? escapeHtml(part) : `<a rel="noreferrer" href="${escapeHtml(part)}">${escapeHtml(part)}</a>`,
    )
    .join("");
}

function nameOf({ name, address }: MailAddress): string {
  return name ? `${name} <${address}>` : address;
}

function renderAttachment(attachment: ReceivedAttachment): string {
  const { filename = "unnamed part", contentType, method, content } = attachment;
  const type = method ? `${contentType}, ${method}` : contentType;
  return `<details>
<summary>${escapeHtml(filename)} <small>${escapeHtml(type)}, ${content.length} bytes</small></summary>
${isCalendar(attachment) ? `<pre>${escapeHtml(content.toString("utf8"))}</pre>` : ""}
<p><a download="${escapeHtml(filename)}" href="${dataUrl(content)}">Download ${escapeHtml(filename)}</a></p>
</details>`;
}

function isCalendar({ filename, contentType }: ReceivedAttachment): boolean {
  return contentType === "text/calendar" || contentType === "application/ics" || filename?.endsWith(".ics") === true;
}

/** Typed as bytes whatever the sender calls it, so that a browser saves it and never shows it. */
function dataUrl(content: Buffer): string {
  return `data:application/octet-stream;base64,${content.toString("base64")}`;
}
