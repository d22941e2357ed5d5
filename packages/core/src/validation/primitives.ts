import { z } from "zod";
import { parseInstant } from "../time/instant.ts";
import { isTimeZone } from "../time/time-zone.ts";

const accepts = (parse: (text: string) => unknown) => (text: string) => {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
};

/** An instant as RFC 3339 with its offset: `2026-11-25T10:00:00+01:00`. */
export const instantSchema = z.string().max(40).refine(accepts(parseInstant), {
  error: "must be an RFC 3339 instant with an offset, such as 2026-11-25T10:00:00+01:00",
});

/** The version of a booking that a change was made for. */
export const versionSchema = z.int({ error: "must be a whole number" }).min(1, { error: "must be at least 1" });

/** A language by its tag (BCP 47). */
export const languageSchema = z
  .string()
  .regex(/^(?=.{2,35}$)[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, { error: "must be a language tag, such as de or en-US" });

/** A time zone by its IANA name. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: "must be an IANA time zone, such as Europe/Berlin" });

/**
 * An address that mail can be sent to: a strict subset of RFC 5321 without quoting, comments or controls, at most 254
 * characters. What it leaves out has been used to smuggle recipients past parsers.
 */
export const emailSchema = z
  .string()
  .max(254, { error: "must have at most 254 characters" })
  .regex(
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/,
    {
      error: "must be an e-mail address, such as ada@example.com",
    },
  );

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is what this pattern is for
const singleLine = /^[^\u0000-\u001f\u007f\u0085\u2028\u2029]*$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: likewise, but tab and line breaks are text here
const multiLine = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u;

/** A lone surrogate is no character: databases and mail refuse it. */
const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

/** Text on one line, without control characters. */
export const lineSchema = (maxLength: number) =>
  z
    .string()
    .max(maxLength, { error: `must have at most ${maxLength} characters` })
    .regex(singleLine, { error: "must be one line without control characters" })
    .refine(isWellFormed, { error: "must be well-formed Unicode" });

/** Text with line breaks, without other control characters. */
export const textSchema = (maxLength: number) =>
  z
    .string()
    .max(maxLength, { error: `must have at most ${maxLength} characters` })
    .regex(multiLine, { error: "must not contain control characters" })
    .refine(isWellFormed, { error: "must be well-formed Unicode" });
