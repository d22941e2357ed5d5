import type { Route } from "./route.ts";

/**
 * The first scope that a route needs and the token lacks. Meetings are read and written with the scopes of contacts; the
 * properties of both with those of the contact schema.
 *
 * @param granted - Null for everything.
 */
export function missingScope(route: Route, granted: readonly string[] | null): string | undefined {
  return granted === null ? undefined : scopesOf(route).find((scope) => !granted.includes(scope));
}

function scopesOf({ method, path, scopes }: Route): readonly string[] {
  if (scopes) return scopes;
  const access = method === "GET" || /\/(search|batch\/read)$/.test(path) ? "read" : "write";
  if (path.startsWith("/objects/")) return [`crm.objects.contacts.${access}`];
  if (path.startsWith("/properties/")) return [`crm.schemas.contacts.${access}`];
  return [];
}
