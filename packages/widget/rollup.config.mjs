import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { resolve as absolute, basename } from "node:path";
import { gzipSync } from "node:zlib";
import resolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { transform } from "esbuild";
import dts from "rollup-plugin-dts";
import esbuild from "rollup-plugin-esbuild";

const languages = globSync("src/messages/languages/*.ts").sort();
const entries = ["src/index.ts", "src/define.ts", ...languages];
const input = Object.fromEntries(entries.map((file) => [file.replace(/^src\/|\.ts$/g, ""), file]));
const external = [/^lit($|\/)/, /^@slotkit\//];
const typescript = () => esbuild({ target: "es2022", tsconfig: "tsconfig.json" });

/** A warning about our own code fails the build. */
const onwarn = (warning) => {
  throw new Error(warning.message);
};

/** Style sheets and markup stand in template literals, which a minifier of scripts leaves alone. */
const minifyLiterals = {
  name: "minify-literals",
  async transform(code, id) {
    if (!id.endsWith(".styles.ts")) return null;
    const sheet = /css`([^`]*)`/.exec(code);
    if (!sheet) throw new Error(`${id} holds no style sheet.`);
    const minified = await transform(sheet[1], { loader: "css", minify: true, target: "es2022" });
    return { code: code.replace(sheet[0], () => `css\`${minified.code.trim().replaceAll("\\", "\\\\")}\``), map: null };
  },
  renderChunk: {
    order: "post",
    // After terser every line break that is left stands in a template.
    handler: (code) => ({
      code: code.replace(/\n\s*/g, " ").replace(/`\s+</g, "`<").replace(/>\s+`/g, ">`"),
      map: null,
    }),
  },
};

/** In the script-tag file some modules give way to others. */
const standIns = {
  name: "stand-ins",
  resolveId(id, importer = "") {
    if (id.endsWith("/load-messages.ts")) return absolute("src/messages/load-messages.script-tag.ts");
    if (id.endsWith("/css-tag.js") && importer.includes("@lit/reactive-element")) return absolute("build/css-tag.mjs");
    return null;
  },
};

/** The element with its style sheets side by side: gzip finds what repeats itself within 32 kB only. */
const scriptTag = {
  name: "script-tag",
  resolveId: (id) => (id === "script-tag" ? id : null),
  load: (id) =>
    id === "script-tag"
      ? [...globSync("src/**/*.styles.ts").sort(), "src/define.ts"]
          .map((file) => `import "${absolute(file)}";`)
          .join("")
      : null,
};

/** Says what a page needs to pin the file, and what it weighs. */
const report = {
  name: "report",
  generateBundle(_options, bundle) {
    for (const { fileName, code } of Object.values(bundle)) {
      if (code === undefined) continue;
      const digest = createHash("sha384").update(code).digest("base64");
      this.info(`${fileName}: ${gzipSync(code, { level: 9 }).length} bytes gzip, integrity="sha384-${digest}"`);
    }
  },
};

const minify = (format) =>
  terser({
    module: true,
    ecma: 2022,
    format: { comments: false, ...format },
    compress: { passes: 3, unsafe_arrows: true },
  });

/** The words of one language for the script-tag file, which fetches them from beside itself. */
const language = (file) => ({
  input: file,
  onwarn,
  output: { file: `dist/languages/${basename(file, ".ts")}.js`, format: "es" },
  plugins: [typescript(), minify(), report],
});

export default [
  {
    input,
    external,
    onwarn,
    output: { dir: "dist", format: "es", sourcemap: true, preserveModules: true, preserveModulesRoot: "src" },
    plugins: [typescript()],
  },
  {
    input: "script-tag",
    onwarn,
    output: { file: "dist/booking-widget.min.js", format: "iife" },
    plugins: [
      scriptTag,
      standIns,
      resolve({ browser: true, exportConditions: ["@slotkit/source", "production", "browser"] }),
      minifyLiterals,
      typescript(),
      minify({ ascii_only: true }),
      report,
    ],
  },
  ...languages.map(language),
  {
    input,
    external,
    onwarn,
    output: { dir: "dist", format: "es", chunkFileNames: "types.d.ts" },
    plugins: [dts({ tsconfig: "tsconfig.json", compilerOptions: { composite: false } })],
  },
];
