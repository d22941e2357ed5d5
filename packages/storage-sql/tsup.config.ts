import { packageConfig } from "../../tsup.config.base.ts";

export default packageConfig({ entry: ["src/sqlite/index.ts", "src/postgres/index.ts"], platform: "node" });
