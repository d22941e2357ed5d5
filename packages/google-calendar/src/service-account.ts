import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import type { FieldError } from "@slotkit/core";
import { z } from "zod";

/** The fields of a service account's key file that are needed, under Google's own names. */
export interface ServiceAccountKey {
  client_email: string;
  /** PEM. */
  private_key: string;
  private_key_id?: string | undefined;
  project_id?: string | undefined;
}

/** Where the key is found. */
export type GoogleCredentials = { keyFile: string } | { json: string } | { serviceAccount: ServiceAccountKey };

/** A key that parses, or why it is refused. */
export type ServiceAccountResult = { key: ServiceAccountKey } | { problem: FieldError };

const remedy = "Give the JSON key of a service account (Google Cloud console, IAM, Service accounts, Keys).";

const keySchema = z.object({
  type: z.literal("service_account").optional(),
  client_email: z.email(),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
  project_id: z.string().optional(),
});

/** Reads and checks a service account's key. Nothing of the key itself is ever part of a problem. */
export function readServiceAccount(credentials: GoogleCredentials, field: string): ServiceAccountResult {
  if ("serviceAccount" in credentials) return checkKey(credentials.serviceAccount, `${field}.serviceAccount`);
  if ("json" in credentials) return parseKey(credentials.json, { field: `${field}.json` });
  const place = { field: `${field}.keyFile`, received: JSON.stringify(credentials.keyFile) };
  try {
    return parseKey(readFileSync(credentials.keyFile, "utf8"), place);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unreadable";
    return { problem: { ...place, message: `the file cannot be read (${code}). Check the path and its permissions.` } };
  }
}

function parseKey(json: string, place: Omit<FieldError, "message">): ServiceAccountResult {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    // The parser's own message quotes the text, which is a secret.
    return { problem: { ...place, message: `not valid JSON. ${remedy}` } };
  }
  return checkKey(parsed, place.field, place.received);
}

function checkKey(value: unknown, field: string, received?: string): ServiceAccountResult {
  const refuse = (message: string): ServiceAccountResult => ({
    problem: { field, message: `${message} ${remedy}`, ...(received === undefined ? {} : { received }) },
  });
  if (isOAuthClient(value)) return refuse("this is an OAuth client, not a service account.");
  const parsed = keySchema.safeParse(value);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join(".") || "the whole"))];
    return refuse(`missing or malformed: ${names.join(", ")}.`);
  }
  // Keys that travelled through an environment variable often carry the two characters \n in place of a line break.
  const key = { ...parsed.data, private_key: parsed.data.private_key.replaceAll("\\n", "\n") };
  if (!isRsaKey(key.private_key))
    return refuse("private_key is not an RSA key in PEM form; it may have been cut short.");
  return { key };
}

function isOAuthClient(value: unknown): boolean {
  return typeof value === "object" && value !== null && ("installed" in value || "web" in value);
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}
