import { defaultClientId } from "../client-scope.ts";
import type { CatalogContents, CatalogDocument, CatalogKind } from "../ports/catalog-repository.ts";
import type { Storage } from "../ports/storage.ts";
import type { StaticCatalogOptions } from "./static-catalog.ts";

/** Fills a catalog that nobody has ever written to. Of several processes that start together one does it. */
export async function seedCatalog(
  storage: Storage,
  { clientId = defaultClientId, schedules, hosts, eventTypes }: StaticCatalogOptions,
): Promise<void> {
  const client = storage.forClient(clientId);
  if ((await client.catalog.revision()) > 0) return;
  await client.transaction([{ kind: "catalog", id: "" }], async (tx) => {
    if ((await tx.catalog.revision()) > 0) return;
    const now = await tx.now();
    const documentOf = <Kind extends CatalogKind>(
      id: string,
      options: CatalogContents[Kind],
    ): CatalogDocument<Kind> => ({
      clientId,
      id,
      options,
      version: 1,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    });
    for (const options of schedules) await tx.catalog.insert("schedule", documentOf<"schedule">(options.id, options));
    for (const options of hosts) await tx.catalog.insert("host", documentOf<"host">(options.id, options));
    for (const options of eventTypes)
      await tx.catalog.insert("eventType", documentOf<"eventType">(options.slug, options));
  });
}
