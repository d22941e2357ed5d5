import { defineConfig } from "@slotkit/core";
import { compose } from "./compose.ts";
import { readEnvironment } from "./environment.ts";

/** What the `slotkit` command works on: this host as the environment describes it, without stand-ins. */
export default defineConfig(() => {
  const environment = readEnvironment(process.env);
  return compose(environment, null, environment.publicUrl ?? `http://localhost:${environment.port}`);
});
