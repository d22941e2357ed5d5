import { z } from "zod";
import { classifyHubSpotError } from "./classify-hubspot-error.ts";
import type { HubSpotConnection } from "./hubspot-connection.ts";
import type { LookupCache } from "./lookup-cache.ts";

const ownersSchema = z.object({ results: z.array(z.object({ id: z.string().regex(/^\d+$/), email: z.string() })) });

/**
 * The HubSpot user with this address, to whom records can belong; null when there is none.
 *
 * @returns `forbidden` when the key lacks the scope crm.objects.owners.read.
 */
export async function findOwner(
  email: string,
  { api, paths, clock }: HubSpotConnection,
  owners: LookupCache<string>,
  signal: AbortSignal | undefined,
): Promise<string | null | "forbidden"> {
  const wanted = email.trim().toLowerCase();
  return owners.load(wanted, async () => {
    const answer = await api({ method: "GET", path: paths.owners, query: { email: wanted, limit: "1" } }, signal);
    if (answer.status === 403) return "forbidden";
    if (answer.status === 404) return null;
    const listed = ownersSchema.safeParse(answer.body);
    if (answer.status !== 200 || !listed.success) throw classifyHubSpotError(answer, clock.now());
    return listed.data.results.find((owner) => owner.email.toLowerCase() === wanted)?.id ?? null;
  });
}
