// `npm run gallery`: every state of the widget on one page; `npm run gallery -- --help` tells what it takes.
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { context } from "esbuild";
import { chromium } from "playwright";
import { findChromium } from "./chromium.mjs";
import { root } from "./workspace.mjs";

const help = `Shows every state of the widget, in the themes, languages and widths that the page lets you choose.

  npm run gallery                       serves it until you press Ctrl+C
  npm run gallery -- --screenshots      takes a picture of each state instead, into output/gallery

  --port N            default: 4400
  --theme T, --lang L, --width N        of the pictures; default: light, en-GB, 1000
  --help              this text`;

const { values } = parseArgs({
  options: {
    screenshots: { type: "boolean", default: false },
    port: { type: "string", default: "4400" },
    theme: { type: "string", default: "light" },
    lang: { type: "string", default: "en-GB" },
    width: { type: "string", default: "1000" },
    help: { type: "boolean", default: false },
  },
});

const folder = join(root, "output/gallery");

/** @param {string} url */
async function takePictures(url) {
  const { executablePath, env, args } = await findChromium(join(root, "node_modules/.cache/chromium"));
  const inherited = /** @type {Record<string, string>} */ (process.env);
  const browser = await chromium.launch({ executablePath, args, env: { ...inherited, ...env } });
  const page = await browser.newPage({
    viewport: { width: Number(values.width) + 48, height: 900 },
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
  });
  page.on("pageerror", (error) => console.error(error.message));
  const { theme, lang, width } = values;
  await page.goto(`${url}?${new URLSearchParams({ theme, lang, width })}`);
  // Every state is there, and whatever it waits for has had its time.
  await page.waitForTimeout(3_000);
  for (const figure of await page.locator("figure").all()) {
    const name = await figure.getAttribute("id");
    await figure.screenshot({ path: join(folder, `${name}-${theme}-${lang}-${width}.png`) });
    console.info(`${name}`);
  }
  await browser.close();
}

if (values.help) console.info(help);
else {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(root, "tests/gallery/index.html"), join(folder, "index.html"));
  const bundle = await context({
    entryPoints: [join(root, "tests/gallery/gallery.ts")],
    outfile: join(folder, "gallery.js"),
    bundle: true,
    format: "esm",
    conditions: ["@slotkit/source"],
    tsconfig: join(root, "packages/widget/tsconfig.json"),
  });
  await bundle.rebuild();
  const { port } = await bundle.serve({ servedir: folder, host: "127.0.0.1", port: Number(values.port) });
  const url = `http://127.0.0.1:${port}/`;
  if (values.screenshots) {
    await takePictures(url);
    await bundle.dispose();
  } else console.info(`The gallery is at ${url}`);
}
