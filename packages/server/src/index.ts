export { createHandler } from "./create-handler.ts";
export type { Handler } from "./handler.ts";
export type { HandlerOptions, OperatorGrant, RateLimits } from "./handler-options.ts";
export { openApiDocument } from "./openapi.ts";
