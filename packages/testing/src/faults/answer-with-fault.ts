import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault, HttpAnswer } from "./fault-script.ts";

/**
 * Answers one request of a `node:http` server, spoilt by `fault` if there is one.
 *
 * @param produce - Handles the request for real: takes effect and returns the true answer. Not called when the fault
 *   strikes before the request takes effect.
 */
export async function answerWithFault(
  response: ServerResponse,
  fault: Fault | undefined,
  produce: () => HttpAnswer | Promise<HttpAnswer>,
): Promise<void> {
  if (fault === undefined) return sendAnswer(response, await produce());
  switch (fault.kind) {
    case "delay":
      await wait(fault.delayMs);
      return sendAnswer(response, await produce());
    case "halfBody":
      return sendHalf(response, await produce());
    case "answer":
      if (fault.commit) await produce();
      return sendAnswer(response, scriptedAnswer(fault));
    case "reset":
      if (fault.commit) await produce();
      return reset(response);
    case "hang":
      if (fault.commit) await produce();
      return;
  }
}

/** Sends a whole answer. A body without a content type is JSON. */
function sendAnswer(response: ServerResponse, answer: HttpAnswer): void {
  writeHead(response, answer);
  response.end(answer.body);
}

function scriptedAnswer(fault: Extract<Fault, { kind: "answer" }>): HttpAnswer {
  const { status, body = "" } = fault;
  if (typeof body !== "string") return { status, headers: fault.headers ?? {}, body: JSON.stringify(body) };
  return { status, headers: { "content-type": "text/html; charset=UTF-8", ...fault.headers }, body };
}

/** The head promises the whole length, so the caller can tell that the rest is missing. */
function sendHalf(response: ServerResponse, answer: HttpAnswer): void {
  const whole = Buffer.from(answer.body ?? "");
  writeHead(response, answer);
  response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => reset(response));
}

function writeHead(response: ServerResponse, answer: HttpAnswer): void {
  const type = answer.body === undefined ? {} : { "content-type": "application/json; charset=UTF-8" };
  // 204 has no body and may not name a length.
  const length = answer.status === 204 ? {} : { "content-length": String(Buffer.byteLength(answer.body ?? "")) };
  response.writeHead(answer.status, { ...type, ...length, ...answer.headers });
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
