import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { Import } from "./list-imports.ts";

/** What the arrows allow the sources of one package, beside its own files. */
interface Room {
  /** Packages of this repository it may import. */
  siblings: readonly string[];
  /** Outside packages it may import; left out: whatever its package.json declares. */
  outside?: readonly string[];
  /** Outside packages of which it may import types, and nothing that runs. */
  typesOf?: readonly string[];
  /** Whether Node's own modules may be imported. */
  node: boolean;
}

const adapter: Room = { siblings: ["@slotkit/core"], node: true };
const element: Room = { siblings: ["@slotkit/client"], outside: ["lit"], node: false };

/** The direction of every import between packages. A new package gets its line here before its first file. */
const rooms: Readonly<Record<string, Room>> = {
  core: { siblings: [], outside: ["zod"], node: false },
  client: { siblings: ["@slotkit/core"], outside: [], node: false },
  widget: { ...element, typesOf: ["react", "svelte", "vue"] },
  admin: element,
  "storage-sql": adapter,
  "storage-prisma": { ...adapter, siblings: ["@slotkit/core", "@slotkit/storage-sql"] },
  "google-calendar": adapter,
  hubspot: adapter,
  notifications: adapter,
  server: adapter,
  jobs: adapter,
  testing: adapter,
  cli: adapter,
};

const isTest = (file: string) =>
  /\.(test|fixture|child)\.ts$/.test(file) || /^(tests|benchmarks)\/|\/test-support\//.test(file);
const isOurs = (name: string) => name.startsWith("@slotkit/") || name === "slotkit";

/** `@scope/name/sub/path` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/**
 * Says what is wrong with an import, or nothing when it runs with the arrows.
 *
 * @param declared - Names of the packages that the importing package may count on: what its package.json declares for
 *   its users and, for tests and for types that are bundled, for its development.
 */
export function checkArrow(one: Import, declared: { runtime: readonly string[]; development: readonly string[] }) {
  const wrong = one.specifier.startsWith(".") ? checkRelative(one) : checkPackage(one, declared);
  return wrong && `${one.file} imports "${one.specifier}": ${wrong}`;
}

function checkRelative({ file, specifier }: Import): string | undefined {
  const target = posix.join(posix.dirname(file), specifier);
  if (target.startsWith("examples/") && !file.startsWith("examples/") && !isTest(file))
    return "nothing imports an example";
  const home = file.split("/").slice(0, 2).join("/");
  if (file.startsWith("packages/") && !target.startsWith(`${home}/`)) return "a relative import leaves its package";
  return undefined;
}

function checkPackage(one: Import, declared: { runtime: readonly string[]; development: readonly string[] }) {
  const { file, specifier, typeOnly } = one;
  if (packageOf(specifier).startsWith("@slotkit/example")) return "nothing imports an example";
  if (!file.startsWith("packages/") || isTest(file)) return checkFreeImport(specifier, declared.development, file);
  const room = rooms[file.split("/")[1] ?? ""];
  if (!room) return "this package has no line in the table of arrows";
  if (isBuiltin(specifier)) return room.node ? undefined : "this package runs without Node";
  const name = packageOf(specifier);
  return (
    (isOurs(name) ? checkSibling(one, room) : checkOutside(name, room, typeOnly)) ??
    checkDeclared(name, declared, typeOnly)
  );
}

/** Tests, benchmarks and examples may import what they like, as long as somebody declares it. */
function checkFreeImport(specifier: string, declared: readonly string[], file: string): string | undefined {
  const name = packageOf(specifier);
  if (isBuiltin(specifier) || declared.includes(name) || (isTest(file) && isOurs(name))) return undefined;
  return `no package.json declares "${name}"`;
}

function checkSibling({ file, specifier, typeOnly }: Import, room: Room): string | undefined {
  const name = packageOf(specifier);
  if (name === "@slotkit/testing") return "only tests and examples import the testing package";
  if (!room.siblings.includes(name))
    return `the arrows allow ${room.siblings.join(", ") || "no other package of ours"}`;
  if (!file.startsWith("packages/client/")) return undefined;
  if (specifier !== "@slotkit/core/http") return "the client knows nothing of core but its HTTP schemas";
  return typeOnly ? undefined : "the client takes only types from core (`import type`)";
}

function checkOutside(name: string, room: Room, typeOnly: boolean): string | undefined {
  if (room.outside === undefined || room.outside.includes(name)) return undefined;
  if (typeOnly && room.typesOf?.includes(name)) return undefined;
  return `this package depends on ${room.outside.join(", ") || "nothing"} alone`;
}

function checkDeclared(
  name: string,
  declared: { runtime: readonly string[]; development: readonly string[] },
  typeOnly: boolean,
): string | undefined {
  if (declared.runtime.includes(name) || (typeOnly && declared.development.includes(name))) return undefined;
  return `its package.json does not declare "${name}" for its users`;
}
