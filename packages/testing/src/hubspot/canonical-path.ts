const rewrites: readonly [RegExp, string][] = [
  [/^\/crm\/objects\/\d{4}-\d\d(?:-beta)?\//, "/objects/"],
  // v3 has no such path any more: its successor answers in another shape under v4.
  [/^\/crm\/v3\/objects\/(?!.+\/associations\/)/, "/objects/"],
  [/^\/crm\/v4\/objects\/(?=.+\/associations\/)/, "/objects/"],
  [/^\/crm\/(?:v3\/properties|properties\/\d{4}-\d\d(?:-beta)?)\//, "/properties/"],
  [/^\/crm\/(?:v3\/owners|owners\/\d{4}-\d\d(?:-beta)?)(?=\/|$)/, "/owners"],
  [/^\/account-info\/(?:v3|\d{4}-\d\d(?:-beta)?)\//, "/account-info/"],
];

/**
 * The path without its API version: `/crm/v3/objects/contacts` and `/crm/objects/2026-09/contacts` are both
 * `/objects/contacts`. `undefined` for a path of an API that is not served.
 */
export function canonicalPath(path: string): string | undefined {
  const rewrite = rewrites.find(([pattern]) => pattern.test(path));
  return rewrite && path.replace(...rewrite).replace(/\/$/, "");
}
