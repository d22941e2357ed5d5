import { z } from "zod";
import { defaultClientId } from "../client-scope.ts";
import { ConfigurationError } from "../configuration-error.ts";
import type { Catalog } from "../ports/catalog.ts";
import { parseOptions } from "../validation/parse-options.ts";
import { type CatalogOptions, catalogShape, resolveCatalog, unresolvedNames } from "./catalog-options.ts";
import { idSchema } from "./id-schema.ts";
import { staticDocuments } from "./static-documents.ts";

/** What a static catalog is made of. */
export interface StaticCatalogOptions extends CatalogOptions {
  /** The client it describes. Default: `default`. */
  clientId?: string | undefined;
}

const optionsSchema: z.ZodType<StaticCatalogOptions> = z.strictObject({
  clientId: idSchema.optional(),
  ...catalogShape,
});

/** Checks the whole of a catalog, names included. @throws {ConfigurationError} naming option, value and remedy. */
export function checkStaticOptions(options: StaticCatalogOptions, root: string): StaticCatalogOptions {
  const checked = parseOptions(optionsSchema, options, root);
  const problems = unresolvedNames(checked);
  if (problems.length === 0) return checked;
  throw new ConfigurationError(problems.map((problem) => ({ ...problem, field: `${root}.${problem.field}` })));
}

/**
 * A catalog described in code.
 *
 * @throws {ConfigurationError} naming the option, the value received and the remedy.
 */
export function staticCatalog(options: StaticCatalogOptions): Catalog {
  const { clientId = defaultClientId, ...catalog } = checkStaticOptions(options, "staticCatalog");
  const { eventTypes, hosts } = resolveCatalog(catalog);
  return {
    findEventType: async (client, slug) => (client === clientId ? (eventTypes.get(slug) ?? null) : null),
    listEventTypes: async (client) => (client === clientId ? [...eventTypes.values()] : []),
    findHosts: async (client, ids) => (client === clientId ? ids.flatMap((id) => hosts.get(id) ?? []) : []),
    documents: staticDocuments(clientId, catalog),
  };
}
