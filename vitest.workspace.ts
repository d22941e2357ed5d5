import { playwright } from "@vitest/browser-playwright";
import { defineProject, type TestProjectConfiguration } from "vitest/config";
import { findChromium } from "./scripts/chromium.mjs";

const chromium = await findChromium();
const sourceCondition = "@slotkit/source";
const forNode = { conditions: [sourceCondition, "module", "node", "development|production"] };

/** The test projects. Vitest 5 reads them through vitest.config.ts (`test.projects`). */
const projects: TestProjectConfiguration[] = [
  defineProject({
    resolve: forNode,
    ssr: { resolve: forNode },
    test: {
      name: "node",
      environment: "node",
      include: ["packages/*/src/**/*.test.ts"],
      exclude: ["packages/widget/**"],
    },
  }),
  defineProject({
    resolve: { conditions: [sourceCondition, "module", "browser", "development|production"] },
    // Named here, because Vite would otherwise find them in the middle of a run and load the page again.
    optimizeDeps: {
      include: ["axe-core", "lit", "lit/decorators.js", "lit/directives/repeat.js", "fast-check", "zod"],
    },
    test: {
      name: "browser",
      // The slot engine runs in browsers too, on their own time zone data.
      include: ["packages/widget/src/**/*.test.ts", "packages/core/src/slots/*.test.ts"],
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: {
            executablePath: chromium.executablePath,
            env: { ...process.env, ...chromium.env } as Record<string, string>,
            args: chromium.args,
          },
        }),
        instances: [{ browser: "chromium", viewport: { width: 1024, height: 768 } }],
      },
    },
  }),
  defineProject({
    resolve: forNode,
    ssr: { resolve: forNode },
    test: {
      name: "house",
      environment: "node",
      include: ["tests/**/*.test.ts"],
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  }),
];
export default projects;
