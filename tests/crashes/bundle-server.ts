import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/workspace.mjs";

/**
 * Puts the server of the crash tests into one file: it starts thousands of times, and reading hundreds of sources takes
 * most of a start.
 *
 * @returns Path of the file.
 */
export async function bundleServer(): Promise<string> {
  const outfile = join(root, "node_modules", ".cache", "slotkit", `crash-server-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, "tests/crashes/server.child.ts")],
    absWorkingDir: root,
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["@slotkit/source"],
    external: ["googleapis", "pg", "@hubspot/api-client"],
    logLevel: "error",
  });
  return outfile;
}
