import type { ReceivedMessage } from "./received-message.ts";
import { renderMessage } from "./render-message.ts";

/** A whole HTML page that lists the mails, newest first. It loads nothing and runs nothing. */
export function renderInbox(messages: readonly ReceivedMessage[]): string {
  const list = messages.toReversed().map((message) => `<li>${renderMessage(message)}</li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Inbox (${messages.length})</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Inbox</h1>
<p>${countOf(messages)} received by the mail server of this machine. Nothing was sent on.</p>
${list.length === 0 ? "" : `<ol>\n${list.join("\n")}\n</ol>`}
</main>
</body>
</html>
`;
}

function countOf(messages: readonly ReceivedMessage[]): string {
  if (messages.length === 0) return "No mail has been";
  return messages.length === 1 ? "1 mail" : `${messages.length} mails`;
}

const style = `
:root { color-scheme: light dark; --line: light-dark(#d8dbe2, #3a3f4a); --card: light-dark(#fff, #1d2027); --quiet: light-dark(#555b68, #a9afbd); --link: light-dark(#1f4fbf, #9dbcff); }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: light-dark(#f4f5f8, #14161b); color: light-dark(#1a1d24, #eceef3); }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { margin: 0; font-size: 1.75rem; }
main > p { margin: 0.25rem 0 1.5rem; color: var(--quiet); }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.25rem; overflow-wrap: anywhere; }
h2 { margin: 0 0 0.5rem; font-size: 1.15rem; }
dl { margin: 0 0 1rem; font-size: 0.9rem; }
dl div { display: flex; gap: 0.75rem; }
dt { flex: none; width: 3rem; color: var(--quiet); }
dd { margin: 0; }
pre { margin: 0; white-space: pre-wrap; font: 0.85rem/1.5 ui-monospace, monospace; }
pre.text { font: inherit; }
details { margin-top: 1rem; border-top: 1px solid var(--line); padding-top: 0.75rem; }
summary { cursor: pointer; font-weight: 600; }
summary small { font-weight: 400; color: var(--quiet); }
details pre { margin-top: 0.75rem; }
details p { margin: 0.75rem 0 0; }
a { color: var(--link); }
`;
