import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from "mailparser";

export interface MailAddress {
  /** Empty when the header names none. */
  name: string;
  address: string;
}

/** What the client said in `MAIL FROM` and `RCPT TO`; who really gets the mail, whatever its headers say. */
export interface MailEnvelope {
  from: string;
  to: readonly string[];
}

/** A part that is neither the text nor the HTML of the mail; a `text/calendar` alternative is one too. */
export interface ReceivedAttachment {
  filename: string | undefined;
  /** Without parameters: `text/calendar`. */
  contentType: string;
  /** The `method` parameter of the content type, which tells mail programs what to do with a calendar part: `REQUEST`, `CANCEL`. */
  method: string | undefined;
  /** Decoded from its transfer encoding, not from its character set. */
  content: Buffer;
}

/** A mail as it came over the wire, taken apart. */
export interface ReceivedMessage {
  envelope: MailEnvelope;
  from: MailAddress | undefined;
  to: readonly MailAddress[];
  subject: string;
  /** The plain text part; empty if the mail has none. */
  text: string;
  /** The HTML part, or `undefined`. */
  html: string | undefined;
  /** Lower-case name to unfolded, otherwise undecoded value. Of a repeated header, one value per line. */
  headers: ReadonlyMap<string, string>;
  attachments: readonly ReceivedAttachment[];
  /** Every byte of the mail after `DATA`. */
  source: Buffer;
}

/** Takes one mail apart. */
export async function parseMessage(source: Buffer, envelope: MailEnvelope): Promise<ReceivedMessage> {
  // No text made up from the HTML: a missing plain part must be seen.
  const mail = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  return {
    envelope,
    from: addresses(mail.from)[0],
    to: addresses(mail.to),
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html || undefined,
    headers: headersOf(mail),
    attachments: mail.attachments.map(toAttachment),
    source,
  };
}

function addresses(header: AddressObject | AddressObject[] | undefined): MailAddress[] {
  const objects = header === undefined ? [] : Array.isArray(header) ? header : [header];
  return objects.flatMap((object) => object.value.map(({ name, address = "" }) => ({ name, address })));
}

function headersOf(mail: ParsedMail): Map<string, string> {
  const headers = new Map<string, string>();
  for (const { key, line } of mail.headerLines) {
    const value = line
      .slice(line.indexOf(":") + 1)
      .replace(/\r?\n[ \t]/g, " ")
      .trim();
    const earlier = headers.get(key);
    headers.set(key, earlier === undefined ? value : `${earlier}\n${value}`);
  }
  return headers;
}

function toAttachment(attachment: Attachment): ReceivedAttachment {
  const { filename, contentType, content, headers } = attachment;
  const header = headers.get("content-type");
  const method = typeof header === "object" && "params" in header ? header.params.method : undefined;
  return { filename, contentType, method: method?.toUpperCase(), content };
}
