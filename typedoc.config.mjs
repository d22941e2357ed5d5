import { join } from "node:path";
import { Converter, ReflectionKind } from "typedoc";
import { listPackages } from "./scripts/workspace.mjs";

/** Import path of every public module by its source file: `@slotkit/core/slots` for `packages/core/src/slots/index.ts`. */
const modules = new Map(
  listPackages().flatMap(({ dir, manifest }) =>
    Object.entries(manifest.exports).flatMap(([subpath, target]) => {
      const source = typeof target === "object" && target["@slotkit/source"];
      return source ? [[join(dir, source), manifest.name + subpath.slice(1)]] : [];
    }),
  ),
);

/**
 * Calls modules what their importers call them.
 *
 * @param {import("typedoc").Application} app
 */
function nameModulesByImportPath(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    if (!reflection.kindOf(ReflectionKind.Module)) return;
    const file = context.getSymbolFromReflection(reflection)?.declarations?.[0]?.getSourceFile().fileName;
    reflection.name = modules.get(file ?? "") ?? reflection.name;
  });
}

/** @type {Partial<import("typedoc").TypeDocOptions>} */
const options = {
  name: "SlotKit",
  entryPointStrategy: "resolve",
  entryPoints: [...modules.keys()],
  tsconfig: "tsconfig.docs.json",
  out: "docs/api",
  plugin: [nameModulesByImportPath],
  blockTags: [
    "@attr",
    "@csspart",
    "@cssproperty",
    "@defaultValue",
    "@deprecated",
    "@element",
    "@example",
    "@fires",
    "@param",
    "@remarks",
    "@returns",
    "@see",
    "@slot",
    "@throws",
    "@typeParam",
  ],
  // `npm run typecheck` looks at each package with the libraries of its own platform; here all share one program.
  skipErrorChecking: true,
  excludeExternals: true,
  excludeInternal: true,
  excludePrivate: true,
  treatWarningsAsErrors: true,
  githubPages: false,
  gitRevision: "main",
  disableGit: true,
  sourceLinkTemplate: "https://github.com/slotkit/slotkit/blob/main/{path}#L{line}",
};
export default options;
