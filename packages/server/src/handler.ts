import { type Asked, wholeOf } from "./asked.ts";
import type { Answer } from "./route.ts";

/** Answers a request; never rejects. */
export type Handler = (request: Request) => Promise<Response>;

const answers = new WeakMap<Handler, (request: Asked) => Promise<Answer>>();

/** Gives an answering function the shape that every runtime of `Request` and `Response` takes. */
export function toHandler(answer: (request: Asked) => Promise<Answer>): Handler {
  const handle: Handler = async (request) => {
    const { status, headers, body } = await answer(request);
    return new Response(body, { status, headers: [...headers] });
  };
  answers.set(handle, answer);
  return handle;
}

/**
 * The answer of a handler as text. One of ours is asked for it directly: a `Response` turns every body into a stream, which
 * costs Node more than the whole rest of the bridge. Any other is read to its end.
 */
export async function answerOf(handler: Handler, request: Asked): Promise<PlainAnswer> {
  const answer = answers.get(handler);
  if (answer) return answer(request);
  const response = await handler(wholeOf(request));
  const body = response.body === null ? null : new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, body };
}

/** An answer whose body may be bytes of somebody else's handler. */
export interface PlainAnswer extends Omit<Answer, "body" | "headers"> {
  headers: Iterable<[name: string, value: string]>;
  body: string | Uint8Array | null;
}
