import type { Call } from "../exchange.ts";

/** What every method takes besides its own arguments. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
}

/** What a method takes whose call can be repeated by hand. */
export interface RepeatableOptions extends CallOptions {
  /**
   * 16 to 255 visible ASCII characters, such as `createIdempotencyKey()` makes. A repeat under the same key takes no effect
   * again, and gets the answer of the first call.
   */
  idempotencyKey?: string;
}

/** How the methods of a client reach the API. */
export interface Caller {
  /** Sends one request and reads its answer; without these fields it is not the answer that was asked for. */
  ask<Answer>(fields: readonly (keyof Answer)[], call: Call): Promise<Answer>;
  /** Sends one request and reads its answer as text of this beginning. */
  askText(beginning: string, call: Call): Promise<string>;
  /** Sends one request whose answer has no body. */
  tell(call: Call): Promise<void>;
  /** Sends a request that may be sent again, at most twice, when its outcome is unknown. */
  repeat<Answer>(attempt: () => Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer>;
  /** One key per request that is meant once. */
  newKey(): string;
}
