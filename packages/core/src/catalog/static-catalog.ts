import { z } from "zod";
import { defaultClientId } from "../client-scope.ts";
import { ConfigurationError } from "../configuration-error.ts";
import type { Catalog } from "../ports/catalog.ts";
import { parseOptions } from "../validation/parse-options.ts";
import { type CatalogOptions, catalogShape, resolveCatalog, unresolvedNames } from "./catalog-options.ts";
import { idSchema } from "./id-schema.ts";

/** What a static catalog is made of. */
export interface StaticCatalogOptions extends CatalogOptions {
  /** The client it describes. Default: `default`. */
  clientId?: string | undefined;
}

const optionsSchema: z.ZodType<StaticCatalogOptions> = z.strictObject({
  clientId: idSchema.optional(),
  ...catalogShape,
});

/**
 * A catalog described in code.
 *
 * @throws {ConfigurationError} naming the option, the value received and the remedy.
 */
export function staticCatalog(options: StaticCatalogOptions): Catalog {
  const { clientId = defaultClientId, ...catalog } = parseOptions(optionsSchema, options, "staticCatalog");
  const problems = unresolvedNames(catalog);
  if (problems.length > 0) {
    throw new ConfigurationError(problems.map((problem) => ({ ...problem, field: `staticCatalog.${problem.field}` })));
  }
  const eventTypes = new Map(resolveCatalog(catalog).map((eventType) => [eventType.slug, eventType]));
  return {
    findEventType: async (client, slug) => (client === clientId ? (eventTypes.get(slug) ?? null) : null),
    listEventTypes: async (client) => (client === clientId ? [...eventTypes.values()] : []),
  };
}
