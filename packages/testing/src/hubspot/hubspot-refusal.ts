/** One entry of an error's `errors[]`. */
export interface RefusalDetail {
  message: string;
  code?: string;
  context?: Record<string, string[]>;
}

export interface RefusalOptions {
  errors?: readonly RefusalDetail[];
  context?: Record<string, string[]>;
}

/** A request that the stand-in declines, as HubSpot would: thrown by whoever finds the reason, answered in one place. */
export class HubSpotRefusal extends Error {
  readonly status: number;
  readonly category: string;
  readonly errors: readonly RefusalDetail[] | undefined;
  readonly context: Record<string, string[]> | undefined;

  constructor(status: number, category: string, message: string, options: RefusalOptions = {}) {
    super(message);
    this.name = "HubSpotRefusal";
    this.status = status;
    this.category = category;
    this.errors = options.errors;
    this.context = options.context;
  }
}

export function invalid(message: string, options?: RefusalOptions): HubSpotRefusal {
  return new HubSpotRefusal(400, "VALIDATION_ERROR", message, options);
}

export function notFound(message = "resource not found", options?: RefusalOptions): HubSpotRefusal {
  return new HubSpotRefusal(404, "OBJECT_NOT_FOUND", message, options);
}

export function conflict(message: string): HubSpotRefusal {
  return new HubSpotRefusal(409, "CONFLICT", message);
}

/** Names the scopes that a token would need. */
export function missingScopes(scopes: readonly string[]): HubSpotRefusal {
  return new HubSpotRefusal(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes", {
    errors: [
      {
        message: "One or more of the following scopes are required.",
        context: { requiredGranularScopes: [...scopes] },
      },
    ],
  });
}

/** A property value that was refused. */
export interface PropertyFault {
  name: string;
  code: string;
  message: string;
}

/** Names every refused value twice, as HubSpot does: as JSON inside the message and as `errors[]`. */
export function invalidProperties(faults: readonly PropertyFault[]): HubSpotRefusal {
  const listed = faults.map(({ name, code, message }) => ({ isValid: false, message, error: code, name }));
  return invalid(`Property values were not valid: ${JSON.stringify(listed)}`, {
    errors: faults.map(({ name, code, message }) => ({ message, code, context: { propertyName: [name] } })),
  });
}
