import { describe, expect, it } from "vitest";
import { parseMessage } from "./received-message.ts";
import { renderInbox } from "./render-inbox.ts";

const envelope = { from: "ada@example.com", to: ["grace@example.com"] };

/** A mail with a text part and one attachment, each line as given. */
function mail({ subject = "Hello", text = "See you", filename = "invite.ics", content = "BEGIN:VCALENDAR" }) {
  const source = [
    "From: Ada <ada@example.com>",
    "To: grace@example.com",
    `Subject: ${subject}`,
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain; charset=utf-8",
    "",
    text,
    "--b",
    "Content-Type: text/calendar; method=request",
    `Content-Disposition: attachment; filename="${filename}"`,
    "",
    content,
    "--b--",
    "",
  ];
  return parseMessage(Buffer.from(source.join("\r\n")), envelope);
}

describe("renderInbox", () => {
  it("shows the text and the calendar file of each mail, newest first", async () => {
    const page = renderInbox([await mail({ subject: "First" }), await mail({ subject: "Second" })]);
    expect(page).toContain("2 mails received");
    expect(page.indexOf("<h2>Second</h2>")).toBeLessThan(page.indexOf("<h2>First</h2>"));
    expect(page).toContain("Ada &lt;ada@example.com&gt;");
    expect(page).toContain("See you");
    expect(page).toContain("text/calendar, REQUEST, 15 bytes");
    expect(page).toContain("<pre>BEGIN:VCALENDAR</pre>");
    expect(page).toContain(Buffer.from("BEGIN:VCALENDAR").toString("base64"));
  });

  it("says so when there is no mail", () => {
    expect(renderInbox([])).toContain("No mail has been received");
  });

  it("escapes whatever a sender may write", async () => {
    const attack = `<script>alert(1)</script>'>"&`;
    const page = renderInbox([
      await mail({ subject: attack, text: attack, filename: `x'><script>.ics`, content: attack }),
    ]);
    expect(page).not.toContain("<script");
    expect(page.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;&#39;&gt;&quot;&amp;/g)).toHaveLength(3);
  });

  it("makes links of web addresses and of nothing else", async () => {
    const text = 'https://book.example.com/manage#a.b?x=1&y=2"onclick=x javascript:alert(1) <https://example.com/>';
    const page = renderInbox([await mail({ text })]);
    const links = [...page.matchAll(/<a rel="noreferrer" href="([^"]*)">/g)].map(([, address]) => address);
    expect(links).toEqual(["https://book.example.com/manage#a.b?x=1&amp;y=2", "https://example.com/"]);
  });

  it("runs and loads nothing", async () => {
    const page = renderInbox([await mail({})]);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/src=|url\(|<link|<script/);
  });
});
