import { defineConfig, type Options } from "tsup";
import { packageConfig } from "../../tsup.config.base.ts";

/**
 * The types of the HTTP API are copied into this package's declarations, so that its users need neither core nor zod.
 * The declaration bundler leaves out whatever it finds in node_modules, hence the path.
 */
const compilerOptions = { composite: false, paths: { "@slotkit/core/http": ["../core/src/http/index.ts"] } };

export default defineConfig({
  ...(packageConfig({ entry: ["src/index.ts"], platform: "neutral" }) as Options),
  dts: { compilerOptions },
});
