import { packageConfig } from "../../tsup.config.base.ts";

export default packageConfig({
  entry: ["src/index.ts", "src/slots/index.ts", "src/http/index.ts", "src/resilience/index.ts"],
  platform: "neutral",
});
