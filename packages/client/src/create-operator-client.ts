import type { Caller } from "./calls/caller.ts";
import { type CatalogCalls, catalogCalls } from "./calls/catalog.ts";
import { type LifecycleCalls, lifecycleCalls } from "./calls/lifecycle.ts";
import { type SyncCalls, syncCalls } from "./calls/sync.ts";
import { type WebhookCalls, webhookCalls } from "./calls/webhooks.ts";
import { type ClientOptions, createCaller } from "./create-client.ts";
import type { Call } from "./exchange.ts";

export interface OperatorClientOptions extends ClientOptions {
  /** What the host application accepts of operators as `Authorization: Bearer …`; a function is asked before every call. */
  token: string | (() => string | Promise<string>);
}

/** What operators can do. Every method throws an `ApiError` (see `isApiError`), or the signal's reason when aborted. */
export interface OperatorClient {
  /** The catalog as it is configured. */
  readonly catalog: CatalogCalls;
  /** Bookings, and what is done to them. */
  readonly bookings: LifecycleCalls;
  /** What has not reached the outside. */
  readonly sync: SyncCalls;
  /** Systems of the host's own that events are posted to. */
  readonly webhooks: WebhookCalls;
}

/** A client for operators of one SlotKit API. Apart from the attendees' one, so that their pages need not load it. */
export function createOperatorClient(options: OperatorClientOptions): OperatorClient {
  const caller = withToken(createCaller(options), options.token);
  return {
    catalog: catalogCalls(caller),
    bookings: lifecycleCalls(caller),
    sync: syncCalls(caller),
    webhooks: webhookCalls(caller),
  };
}

function withToken(caller: Caller, token: OperatorClientOptions["token"]): Caller {
  const authorized = async (call: Call) => ({ ...call, secret: typeof token === "string" ? token : await token() });
  return {
    ...caller,
    ask: async (fields, call) => caller.ask(fields, await authorized(call)),
    askText: async (beginning, call) => caller.askText(beginning, await authorized(call)),
    tell: async (call) => caller.tell(await authorized(call)),
  };
}
