import type { RateLimitStore } from "@slotkit/core";

/** Which clients an operator may act for. */
export interface OperatorGrant {
  clients: "*" | readonly string[];
}

/** How many requests are too many. Windows are fixed and begin with their first request; refused ones count. */
export interface RateLimits {
  /** Requests that read, per address. Default: 300. */
  readsPerMinute?: number | undefined;
  /** Requests that change something, per address. Default: 30. */
  writesPerMinute?: number | undefined;
  /** Bookings asked for from one address; an IPv6 network of 64 bits is one. Default: 60. */
  bookingsPerAddressPerHour?: number | undefined;
  /** Bookings asked for under one e-mail address, whatever its spelling or plus tag. Default: 20. */
  bookingsPerEmailPerHour?: number | undefined;
  /** Bookings of one event type asked for, by whomever. Default: 300. */
  bookingsPerEventTypePerMinute?: number | undefined;
  /** Bookings asked for with one client in all, so that a flood at one does not starve the others. Default: 1000. */
  bookingsPerClientPerMinute?: number | undefined;
}

/** How the API is mounted and guarded. */
export interface HandlerOptions {
  /** Path in front of the routes, such as `/api`, where the host's router does not strip it. Default: none. */
  basePath?: string | undefined;
  /**
   * Decides who is an operator, by whatever the host uses for that. A caller over whom it throws is none.
   * Default: nobody is.
   */
  isOperator?: ((request: Request) => OperatorGrant | null | Promise<OperatorGrant | null>) | undefined;
  /** Exact origins (`https://example.com`) whose pages may call the API besides those of its own origin. Default: none. */
  allowedOrigins?: readonly string[] | undefined;
  /** The client a request concerns. Default: `default`. */
  clientId?: string | ((request: Request) => string) | undefined;
  /**
   * The address a request comes from, for rate limits and for how much one may hold. The Node bridge knows it; elsewhere say where your platform
   * tells it. Requests without a known address share one limit.
   */
  clientAddress?: ((request: Request) => string | null) | undefined;
  /** `false` where something in front limits already. */
  rateLimits?: RateLimits | false | undefined;
  /** Where requests are counted. Default: in the storage, which all processes share. */
  rateLimitStore?: RateLimitStore | undefined;
}
