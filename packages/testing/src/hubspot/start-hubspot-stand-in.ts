import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Clock } from "@slotkit/core";
import { answerWithFault } from "../faults/answer-with-fault.ts";
import { createFaultScript, type FaultScript } from "../faults/fault-script.ts";
import { createAccess, type OAuthApp } from "./access.ts";
import { associationBetween } from "./associations.ts";
import type { CrmObjects } from "./crm-objects.ts";
import { handleRequest, type IncomingRequest } from "./handle-request.ts";
import type { HubSpotOwner } from "./owner-routes.ts";
import { createPortal, type Portal } from "./portal.ts";
import {
  createRateLimiter,
  freeAccountLimits,
  type RateLimiter,
  type RateLimitPolicy,
  type RateLimits,
} from "./rate-limiter.ts";
import { type NewProperty, toPropertyDefinition } from "./to-property-definition.ts";
import { isTokenEndpoint } from "./token-endpoint.ts";

export interface HubSpotStandInOptions {
  /** Default: any free port. */
  port?: number;
  /** Time of records, of the search index and of the rate limits. Default: the machine's. */
  clock?: Pick<Clock, "now">;
  /** Token of a private app or service key. Default: a fresh one of the usual shape. */
  token?: string;
  /** An app that is installed by OAuth, beside the token: its access tokens expire after 30 minutes. Default: none. */
  oauth?: OAuthApp;
  /** What the tokens may do. Default: everything. */
  scopes?: readonly string[];
  /** Default: none. */
  owners?: readonly HubSpotOwner[];
  /** Contact properties without which the account's own rules let no contact be written. Default: none. */
  requiredProperties?: readonly string[];
  /** How long a write takes to show in search, in milliseconds. Default: 0. */
  searchLagMs?: number;
  /** Contact properties that the account has beside HubSpot's own. */
  properties?: readonly NewProperty[];
  /** Default: those of a free account. */
  limits?: Partial<RateLimits>;
}

/** One request too many. */
export interface RateLimitBreak {
  atMs: number;
  policyName: RateLimitPolicy;
}

/** A contact or a meeting as the account holds it. */
export interface HubSpotRecord {
  id: string;
  /** What is set; a cleared property is absent. */
  properties: Readonly<Record<string, string>>;
  createdAtMs: number;
  updatedAtMs: number;
}

export interface HubSpotContact extends HubSpotRecord {
  meetingIds: readonly string[];
}

export interface HubSpotMeeting extends HubSpotRecord {
  contactIds: readonly string[];
}

/** A request that arrived, spoilt or not. Its token is not kept. */
export interface HubSpotRequest {
  atMs: number;
  method: string;
  path: string;
  query: Readonly<Record<string, string>>;
  /** Empty if there was none, or if it held a secret. */
  body: string;
}

export interface HubSpotStandIn {
  /** `http://127.0.0.1:port`, in place of `https://api.hubapi.com`. */
  readonly url: string;
  readonly token: string;
  /** In order of arrival. */
  readonly requests: readonly HubSpotRequest[];
  readonly faults: FaultScript;
  /** Requests that came when the account's budget for them was used up. A caller that heeds the budget has none. */
  readonly overLimit: readonly RateLimitBreak[];
  /** Answers of the stand-in itself that HubSpot's generated models do not know. A test expects none. */
  readonly violations: readonly string[];
  /** Those not archived, in order of creation. */
  contacts(): HubSpotContact[];
  meetings(): HubSpotMeeting[];
  /** Refuses every token that is in use now, as when a key is rotated. */
  revokeTokens(): void;
  /** The account is deleted or has removed the app. */
  disconnect(): void;
  close(): Promise<void>;
}

const machineClock: Pick<Clock, "now"> = { now: () => Date.now() };

/**
 * Starts a HubSpot account on this machine: contacts, meetings, their properties and associations over one state, under
 * the v3 paths and under every dated version. Requests and answers are checked against the models of HubSpot's client.
 */
export async function startHubSpotStandIn(options: HubSpotStandInOptions = {}): Promise<HubSpotStandIn> {
  const { port = 0, clock = machineClock, token = `pat-eu1-${randomUUID()}`, searchLagMs = 0 } = options;
  const now = () => clock.now();
  const { oauth, scopes = null, owners, requiredProperties } = options;
  const portal = createPortal({ now, searchLagMs, owners, requiredProperties });
  const access = createAccess({ token, oauth, now });
  for (const property of options.properties ?? []) portal.contacts.registry.create(toPropertyDefinition(property));
  const limiter = createRateLimiter({ ...freeAccountLimits, ...options.limits }, now);
  const watched: RateLimiter = {
    ...limiter,
    take(kind) {
      const policyName = limiter.take(kind);
      if (policyName) overLimit.push({ atMs: now(), policyName });
      return policyName;
    },
  };
  const faults = createFaultScript();
  const requests: HubSpotRequest[] = [];
  const violations: string[] = [];
  const overLimit: RateLimitBreak[] = [];

  const answer = async (message: IncomingMessage, response: ServerResponse) => {
    const request = await readRequest(message);
    requests.push({ atMs: now(), ...logged(request) });
    const fault = faults.match({ method: request.method, path: request.url.pathname });
    await answerWithFault(response, fault, () =>
      handleRequest(request, { portal, access, scopes, limiter: watched, violations }),
    );
  };
  const server = createServer((message, response) => {
    answer(message, response).catch((error: unknown) => {
      violations.push(`${message.method} ${message.url}: ${String(error)}`);
      response.destroy();
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    requests,
    faults,
    violations,
    overLimit,
    contacts: () => recordsOf(portal, portal.contacts).map(({ linked, ...rest }) => ({ ...rest, meetingIds: linked })),
    meetings: () => recordsOf(portal, portal.meetings).map(({ linked, ...rest }) => ({ ...rest, contactIds: linked })),
    revokeTokens: access.revoke,
    disconnect: access.disconnect,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readRequest(message: IncomingMessage): Promise<IncomingRequest> {
  return {
    method: message.method ?? "GET",
    url: new URL(message.url ?? "/", "http://stand-in"),
    authorization: message.headers.authorization,
    text: await text(message),
  };
}

function logged({ method, url, text: body }: IncomingRequest): Omit<HubSpotRequest, "atMs"> {
  const shown = isTokenEndpoint(method, url.pathname) ? "" : body;
  return { method, path: url.pathname, query: Object.fromEntries(url.searchParams), body: shown };
}

function recordsOf(portal: Portal, objects: CrmObjects): (HubSpotRecord & { linked: string[] })[] {
  const type = associationBetween(objects.type, objects === portal.contacts ? "meetings" : "contacts");
  return objects.store.list({ archived: false }).map(({ id, properties, createdAtMs, updatedAtMs }) => ({
    id,
    properties,
    createdAtMs,
    updatedAtMs,
    linked: portal.associations.of(type, id),
  }));
}
