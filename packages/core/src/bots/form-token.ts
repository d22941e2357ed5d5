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

/**
 * A token is `<issued>.<id>.<signature>`: when it was issued, as milliseconds in base 36, its id, and both of them signed
 * together with the client and event type they are for. Nothing of it is stored.
 */
export async function signFormToken(
  signer: Signer,
  { clientId, eventType }: FormTokenSubject,
  { issuedAtMs, id }: FormToken,
): Promise<string> {
  const issued = issuedAtMs.toString(36);
  return `${issued}.${id}.${await signer.sign(["form", clientId, eventType, issued, id])}`;
}

/** Reads a token; null when it was not issued by this secret for this client and event type. */
export async function readFormToken(
  signer: Signer,
  { clientId, eventType }: FormTokenSubject,
  token: string,
): Promise<FormToken | null> {
  const [, issued, id, signature] = /^([0-9a-z]{1,11})\.([0-9a-v]{1,40})\.([\w-]{43})$/.exec(token) ?? [];
  if (issued === undefined || id === undefined || signature === undefined) return null;
  const isOurs = await signer.verify(signature, ["form", clientId, eventType, issued, id]);
  return isOurs ? { issuedAtMs: Number.parseInt(issued, 36), id } : null;
}
