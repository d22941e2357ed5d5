import { parseOptions } from "@slotkit/core";
import { z } from "zod";
import type { HandlerOptions } from "./handler-options.ts";

const isExactOrigin = (text: string) => {
  try {
    return new URL(text).origin === text;
  } catch {
    return false;
  }
};
const aFunction = <T>() => z.custom<T>((value) => typeof value === "function", { error: "must be a function" });
const perWindow = z.int({ error: "must be a whole number of requests" }).min(1, { error: "must be at least 1" });

const optionsSchema: z.ZodType<HandlerOptions> = z.strictObject({
  basePath: z
    .string({ error: "must be text" })
    .regex(/^(?:\/[\w.~-]+)*\/?$/, { error: "must be a path such as /api" })
    .optional(),
  isOperator: aFunction<NonNullable<HandlerOptions["isOperator"]>>().optional(),
  allowedOrigins: z
    .array(
      z.string().refine(isExactOrigin, {
        error: "must be an exact origin such as https://example.com, without a path, a slash at the end or a wildcard",
      }),
    )
    .readonly()
    .optional(),
  clientId: z
    .union([z.string().min(1), aFunction<(request: Request) => string>()], { error: "must be text or a function" })
    .optional(),
  clientAddress: aFunction<NonNullable<HandlerOptions["clientAddress"]>>().optional(),
  rateLimits: z
    .union(
      [
        z.literal(false),
        z.strictObject({
          readsPerMinute: perWindow.optional(),
          writesPerMinute: perWindow.optional(),
          bookingsPerAddressPerHour: perWindow.optional(),
          bookingsPerEmailPerHour: perWindow.optional(),
          bookingsPerEventTypePerMinute: perWindow.optional(),
          bookingsPerClientPerMinute: perWindow.optional(),
        }),
      ],
      {
        error:
          "must be { readsPerMinute, writesPerMinute, bookingsPerAddressPerHour, bookingsPerEmailPerHour, bookingsPerEventTypePerMinute, bookingsPerClientPerMinute }, or false",
      },
    )
    .optional(),
  rateLimitStore: z
    .custom<NonNullable<HandlerOptions["rateLimitStore"]>>(
      (value) => typeof value === "object" && value !== null && "hit" in value && typeof value.hit === "function",
      { error: "must have hit()" },
    )
    .optional(),
});

/** @throws {ConfigurationError} naming the option, the value received and the remedy. */
export function checkHandlerOptions(options: HandlerOptions): void {
  parseOptions(optionsSchema, options, "createHandler");
}
