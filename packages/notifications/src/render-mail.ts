import type { MailContent, MailPage } from "./mail-page.ts";
import { renderHtml } from "./render-html.ts";
import { renderText } from "./render-text.ts";

/** Lays a page out as plain text and as HTML. For templates that want their own words in the usual look. */
export function renderMail(page: MailPage): MailContent {
  return { subject: page.subject, text: renderText(page), html: renderHtml(page) };
}
