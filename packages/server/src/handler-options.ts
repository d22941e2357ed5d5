import type { RateLimitStore } from "@slotkit/core";

/** Which clients an operator may act for. */
export interface OperatorGrant {
  clients: "*" | readonly string[];
}

/** How many requests one address may send per minute. */
export interface RateLimits {
  /** Requests that read. Default: 300. */
  readsPerMinute?: number | undefined;
  /** Requests that change something. Default: 30. */
  writesPerMinute?: number | undefined;
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
   * The address a request comes from, for rate limits. The Node bridge knows it; elsewhere say where your platform
   * tells it. Requests without a known address share one limit.
   */
  clientAddress?: ((request: Request) => string | null) | undefined;
  /** `false` where something in front limits already. */
  rateLimits?: RateLimits | false | undefined;
  /** Where requests are counted. Default: in this process. */
  rateLimitStore?: RateLimitStore | undefined;
}
