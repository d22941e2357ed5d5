import type { Signer } from "../bookings/signer.ts";

/** What a token was issued for. */
export interface FormTokenSubject {
  clientId: string;
  /** Slug of the event type. */
  eventType: string;
}

/** What a token says of itself, once it was found to be ours. */
export interface FormToken {
  issuedAtMs: number;
  /** Tells this token from every other. */
  id: string;
}

/** Tokens that were issued together: signing many costs as much as signing one. */
export interface FormTokenBatch {
  issuedAtMs: number;
  /** Random letters and digits; tells this batch from every other. */
  id: string;
}

/**
 * A token is `<issued>.<id>.<signature>`: when it was issued, as milliseconds in base 36, the id of its batch and its number in
 * it, and all of them signed together with the client and event type they are for. Nothing of it is stored.
 *
 * @returns All tokens of the batch.
 */
export async function signFormTokens(
  signer: Signer,
  { clientId, eventType }: FormTokenSubject,
  { issuedAtMs, id }: FormTokenBatch,
): Promise<readonly string[]> {
  const issued = issuedAtMs.toString(36);
  const signatures = await signer.series(["form", clientId, eventType, issued, id]);
  return signatures.map((signature, at) => `${issued}.${id}${numberOf(at)}.${signature}`);
}

/** Reads a token; null when it was not issued by this secret for this client and event type. */
export async function readFormToken(
  signer: Signer,
  subject: FormTokenSubject,
  token: string,
): Promise<FormToken | null> {
  const [, issued, batch, number] = /^([0-9a-z]{1,11})\.([0-9a-v]{1,40})([0-9a-v]{2})\.[\w-]{22}$/.exec(token) ?? [];
  if (issued === undefined || batch === undefined || number === undefined) return null;
  const issuedAtMs = Number.parseInt(issued, 36);
  const expected = (await signFormTokens(signer, subject, { issuedAtMs, id: batch }))[Number.parseInt(number, 32)];
  return expected !== undefined && isSame(expected, token) ? { issuedAtMs, id: `${batch}${number}` } : null;
}

function numberOf(at: number): string {
  return at.toString(32).padStart(2, "0");
}

/** Takes the same time wherever two texts of one length differ. */
function isSame(expected: string, given: string): boolean {
  if (expected.length !== given.length) return false;
  let difference = 0;
  for (let at = 0; at < expected.length; at++) difference |= expected.charCodeAt(at) ^ given.charCodeAt(at);
  return difference === 0;
}
