/**
 * As much of a `Request` as routes read. A bridge may hand over something lighter than the platform's own, which takes longer
 * to make than many an answer.
 */
export interface Asked extends Pick<Request, "method" | "url" | "signal" | "body"> {
  readonly headers: Pick<Headers, "get" | "has">;
}

/** Something lighter than a `Request`, that can become one for functions of the host. */
export interface LightRequest extends Asked {
  whole(): Request;
}

/** The platform's own request, for functions of the host. */
export function wholeOf(asked: Asked | LightRequest): Request {
  // What is not light came in as a whole one.
  return "whole" in asked ? asked.whole() : (asked as Request);
}
