import { packageConfig } from "../../tsup.config.base.ts";

export default packageConfig({
  entry: [
    "src/conformance/index.ts",
    "src/google/index.ts",
    "src/hubspot/index.ts",
    "src/smtp/index.ts",
    "src/clock/index.ts",
    "src/fakes/index.ts",
    "src/postgres/index.ts",
    "src/webhooks/index.ts",
  ],
  platform: "node",
});
