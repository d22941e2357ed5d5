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
const parts = globSync("src/define/booking-*.ts").sort();
const frameworks = ["react", "svelte", "vue"].map((name) => `src/frameworks/${name}.ts`);
const entries = ["src/index.ts", "src/define.ts", "src/define-times.ts", ...frameworks, ...parts, ...languages];
const input = Object.fromEntries(entries.map((file) => [file.replace(/^src\/|\.ts$/g, ""), file]));
const external = [/^lit($|\/)/, /^@slotkit\//, /^(react|svelte|vue)($|\/)/];
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
    const file = /\/(load-messages|on-demand)\.ts$/.exec(id)?.[1];
    if (file) return absolute(globSync(`src/**/${file}.script-tag.ts`)[0]);
    if (id.endsWith("/css-tag.js") && importer.includes("@lit/reactive-element")) return absolute("build/css-tag.mjs");
    return null;
  },
};

/** An entry with its style sheets side by side: gzip finds what repeats itself within 32 kB only. */
const stylesFirst = (entry) => ({
  name: "styles-first",
  resolveId: (id) => (id === "script-tag" ? id : null),
  load(id) {
    if (id !== "script-tag") return null;
    const sheets = entry === "define" ? globSync("src/**/*.styles.ts").sort() : [];
    return [...sheets, `src/${entry}.ts`].map((file) => `import "${absolute(file)}";`).join("");
  },
});

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

/** One file for one `<script>`, Lit included. */
const scriptTag = (entry, name) => ({
  input: "script-tag",
  onwarn,
  output: { file: `dist/${name}.min.js`, format: "iife" },
  plugins: [
    stylesFirst(entry),
    standIns,
    resolve({ browser: true, exportConditions: ["@slotkit/source", "production", "browser"] }),
    minifyLiterals,
    typescript(),
    minify({ ascii_only: true }),
    report,
  ],
});

/** What a part takes from the script-tag file: everything that is not its own. */
const fromScriptTag = (id, importer) =>
  importer !== undefined &&
  /booking-part|register|events|icons|store\/|styles\/(base|theme)|formats|zone-name|^lit$/.test(id);

/** An element that few visitors need, for the script-tag file, which fetches it from beside itself and hands in what they share. */
const part = (name) => ({
  input: `src/define/${name}.ts`,
  external: fromScriptTag,
  onwarn,
  output: {
    file: `dist/parts/${name}.js`,
    format: "iife",
    name: "part",
    globals: () => "shared",
    banner: "export function install(shared){",
    footer: "return part}",
  },
  plugins: [minifyLiterals, typescript(), minify({ ascii_only: true }), report],
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
  scriptTag("define", "booking-widget"),
  scriptTag("define-times", "booking-times"),
  ...["booking-popup", "booking-time-zone"].map(part),
  ...languages.map(language),
  {
    input,
    external,
    onwarn,
    output: { dir: "dist", format: "es", chunkFileNames: "types.d.ts" },
    plugins: [dts({ tsconfig: "tsconfig.json", compilerOptions: { composite: false } })],
  },
];
