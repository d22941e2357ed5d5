import { type Clock, ConfigurationError, type FieldError, systemClock } from "@slotkit/core";
import { mailLanguages } from "./load-words.ts";
import { type MailAddress, parseMailAddress } from "./mail-address.ts";
import type { SendMail } from "./mail-message.ts";
import { singleLine } from "./plain-text.ts";
import type { SmtpOptions } from "./smtp-transport.ts";
import { defaultTemplates, type Templates } from "./templates.ts";

type ReplacedTemplates = { readonly [Kind in keyof Templates]?: Templates[Kind] | undefined };

export interface EmailOptions {
  /**
   * The mail server as `smtp://user:password@host:587` or `smtps://…:465`, as nodemailer's SMTP options, or a function
   * that hands the mail to any other service.
   */
  transport: string | SmtpOptions | SendMail;
  /** Who the mails come from: `Acme <bookings@acme.example>` or the bare address. */
  from: string;
  /** Where answers of attendees go. Default: to the host. Answers of hosts go to the attendee. */
  replyTo?: string | undefined;
  /** Replaces the mail of single kinds; the rest stays as it is. */
  templates?: ReplacedTemplates | undefined;
  /** Name in the head and foot of the mails. Default: the name in `from`. */
  brandName?: string | undefined;
  /** BCP 47: the language of hosts, and of attendees whose own is not known, such as `de-AT`. Default: `en`. */
  language?: string | undefined;
  /** How hours are told. Default: as the reader's language and region have it. */
  hourCycle?: "h12" | "h23" | undefined;
  /** Longest time one send or check may take. Default: 30 seconds. */
  timeoutMs?: number | undefined;
  /** Default: the machine's. */
  clock?: Clock | undefined;
}

/** The options with defaults filled in. */
export interface EmailSettings {
  transport: EmailOptions["transport"];
  from: MailAddress;
  replyTo: MailAddress | null;
  templates: Templates;
  brandName: string | null;
  language: string;
  hourCycle: "h12" | "h23" | undefined;
  timeoutMs: number;
  clock: Clock;
}

const maxTimeoutMs = 600_000;
const kinds = Object.keys(defaultTemplates);
const optionNames: readonly string[] = [
  "transport",
  "from",
  "replyTo",
  "templates",
  "brandName",
  "language",
  "hourCycle",
  "timeoutMs",
  "clock",
] satisfies (keyof EmailOptions)[];

/** Checks the options. @throws {ConfigurationError} naming every option that is wrong, what it received and the remedy. */
export function readEmailOptions(options: EmailOptions): EmailSettings {
  const { transport, templates = {}, language = "en", hourCycle, timeoutMs = 30_000, clock = systemClock } = options;
  const from = typeof options.from === "string" ? parseMailAddress(options.from) : null;
  const replyTo = typeof options.replyTo === "string" ? parseMailAddress(options.replyTo) : null;
  const problems = [
    transportProblem(transport),
    from ? null : addressProblem("from", options.from),
    replyTo || options.replyTo === undefined ? null : addressProblem("replyTo", options.replyTo),
    ...Object.entries(templates).map(([kind, template]) => templateProblem(kind, template)),
    languageProblem(language),
    hourCycleProblem(hourCycle),
    timeoutProblem(timeoutMs),
    ...Object.keys(options).map(unknownProblem),
  ].filter((problem) => problem !== null);
  if (problems.length > 0 || !from) throw new ConfigurationError(problems);
  return {
    transport,
    from,
    replyTo,
    templates: { ...defaultTemplates, ...withoutUndefined(templates) },
    brandName: singleLine(options.brandName ?? from.name, 80) || null,
    language,
    hourCycle,
    timeoutMs,
    clock,
  };
}

function transportProblem(transport: unknown): FieldError | null {
  const field = "email.transport";
  if (typeof transport === "function") return null;
  if (typeof transport === "string") return smtpUrlProblem(transport);
  if (typeof transport !== "object" || transport === null) {
    return {
      field,
      message: 'Give an SMTP URL, SMTP options or a function, such as "smtp://mail.example.com:587".',
      received: shown(transport),
    };
  }
  const { host, url, service, getSocket } = transport as Record<string, unknown>;
  if (host || url || service || getSocket) return null;
  return {
    field,
    message: "Name the mail server in `host`, `service` or `url`.",
    received: `keys ${Object.keys(transport).join(", ") || "none"}`,
  };
}

/** User and password never show: what cannot be read as a URL is not shown at all. */
function smtpUrlProblem(text: string): FieldError | null {
  const field = "email.transport";
  const message = 'Give an SMTP URL, such as "smtp://user:password@mail.example.com:587" or "smtps://…:465".';
  if (!URL.canParse(text)) return { field, message };
  const { protocol, hostname } = new URL(text);
  if ((protocol === "smtp:" || protocol === "smtps:") && hostname !== "") return null;
  return { field, message, received: JSON.stringify(`${protocol}//${hostname ? `…@${hostname}` : ""}`) };
}

function addressProblem(option: string, received: unknown): FieldError {
  const message = 'Give a plain address, with or without a name: "Acme <bookings@example.com>".';
  return { field: `email.${option}`, message, received: shown(received) };
}

function templateProblem(kind: string, template: unknown): FieldError | null {
  const field = `email.templates.${kind}`;
  if (!kinds.includes(kind)) return { field, message: `There is no such mail. Name one of ${kinds.join(", ")}.` };
  if (typeof template === "function" || template === undefined) return null;
  return { field, message: "Give a function that makes a mail of the facts.", received: shown(template) };
}

function languageProblem(language: unknown): FieldError | null {
  const known = typeof language === "string" && mailLanguages.includes(language.split("-")[0] ?? "");
  if (known && isTag(language)) return null;
  return {
    field: "email.language",
    message: `Give a tag whose language is one of ${mailLanguages.join(", ")}, such as "en-US".`,
    received: shown(language),
  };
}

function isTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

function hourCycleProblem(hourCycle: unknown): FieldError | null {
  if (hourCycle === undefined || hourCycle === "h12" || hourCycle === "h23") return null;
  return { field: "email.hourCycle", message: 'Give "h12" or "h23".', received: shown(hourCycle) };
}

function timeoutProblem(timeoutMs: unknown): FieldError | null {
  if (typeof timeoutMs === "number" && timeoutMs >= 1 && timeoutMs <= maxTimeoutMs) return null;
  return {
    field: "email.timeoutMs",
    message: `Give 1 to ${maxTimeoutMs} milliseconds.`,
    received: shown(timeoutMs),
  };
}

function unknownProblem(name: string): FieldError | null {
  if (optionNames.includes(name)) return null;
  return {
    field: `email.${singleLine(name, 40)}`,
    message: `There is no such option. Name one of ${optionNames.join(", ")}.`,
  };
}

function withoutUndefined(templates: ReplacedTemplates): Partial<Templates> {
  return Object.fromEntries(Object.entries(templates).filter(([, template]) => template !== undefined));
}

function shown(value: unknown): string {
  return singleLine(JSON.stringify(value) ?? String(value), 80);
}
