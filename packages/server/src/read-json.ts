import { BookingError, isBookingError } from "@slotkit/core";
import type { Asked } from "./asked.ts";

/** Largest body accepted, in bytes. */
const maxBodyBytes = 64 * 1024;
/** Deepest nesting accepted. */
const maxDepth = 8;

/**
 * Reads a JSON body.
 *
 * @throws {BookingError} `unsupported_media_type`, `payload_too_large`, `malformed`.
 */
export async function readJson(request: Asked): Promise<unknown> {
  refuseOtherTypes(request, [jsonType]);
  return parseObject(await readText(request));
}

/**
 * Reads the body of a request that need not have one; an empty object when there is none. What a form of another page could
 * send without being asked for leave (any other media type) is refused even where nothing is read.
 *
 * @throws {BookingError} as {@link readJson}.
 */
export async function readOptionalJson(request: Asked): Promise<unknown> {
  refuseOtherTypes(request, [jsonType, undefined]);
  const text = await readText(request);
  if (text === "") return {};
  refuseOtherTypes(request, [jsonType]);
  return parseObject(text);
}

const jsonType = "application/json";

function refuseOtherTypes({ headers }: Asked, taken: readonly (string | undefined)[]): void {
  if (taken.includes(headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase())) return;
  throw new BookingError("unsupported_media_type", "Send the body as Content-Type: application/json.");
}

function parseObject(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text, refusePrototypeKeys);
  } catch {
    throw new BookingError("malformed", "The body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new BookingError("malformed", "The body must be a JSON object.");
  }
  if (depthExceeds(value, maxDepth))
    throw new BookingError("malformed", `The body is nested deeper than ${maxDepth} levels.`);
  return value;
}

async function readText(request: Asked): Promise<string> {
  const body = await readBytes(request);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch (cause) {
    throw new BookingError("malformed", "The body is not valid UTF-8.", { cause });
  }
}

async function readBytes(request: Asked): Promise<ArrayBuffer> {
  const tooLarge = () => new BookingError("payload_too_large", `The body must have at most ${maxBodyBytes} bytes.`);
  if (Number(request.headers.get("Content-Length") ?? 0) > maxBodyBytes) throw tooLarge();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maxBodyBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (cause) {
    throw isBookingError(cause) ? cause : new BookingError("malformed", "The body broke off.", { cause });
  }
  return new Blob(chunks).arrayBuffer();
}

/** `JSON.parse` makes own properties of these; refused, no later copy can turn them into a prototype. */
function refusePrototypeKeys(key: string, value: unknown): unknown {
  if (key === "__proto__") throw new SyntaxError("__proto__ is not a name for data");
  return value;
}

function depthExceeds(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => depthExceeds(item, levels - 1));
}
