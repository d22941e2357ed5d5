import type { Options } from "tsup";

/** What a package of this repository says of its own build; the rest is the same for all of them. */
export interface PackageBuild {
  /** One file per public subpath. */
  entry: string[];
  platform: "neutral" | "node";
  /** Modules whose types are copied into this package's own declarations. */
  dtsResolve?: string[];
}

/**
 * The tsup configuration of one package: ESM, declarations, source maps, nothing bundled from `dependencies`.
 *
 * Declarations are made against the built packages it depends on, as a host sees them, and not against their sources.
 */
export function packageConfig({ entry, platform, dtsResolve }: PackageBuild): Options {
  return {
    entry: Object.fromEntries(entry.map((file) => [file.replace(/^src\//, "").replace(/\.ts$/, ""), file])),
    format: ["esm"],
    platform,
    target: "es2022",
    // `node:sqlite` has no name without its prefix.
    removeNodeProtocol: false,
    dts: {
      compilerOptions: { composite: false, customConditions: [] },
      ...(dtsResolve ? { resolve: dtsResolve } : {}),
    },
    sourcemap: true,
    clean: true,
  };
}
