import resolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import dts from "rollup-plugin-dts";
import esbuild from "rollup-plugin-esbuild";

const input = { index: "src/index.ts", define: "src/define.ts" };
const external = [/^lit($|\/)/, /^@slotkit\//];

/** Every warning fails the build, except two kinds about other people's code. */
function onwarn(warning) {
  const thirdParty = (warning.ids ?? [warning.id ?? ""]).every((id) => id.includes("node_modules"));
  if (thirdParty && ["INVALID_ANNOTATION", "CIRCULAR_DEPENDENCY"].includes(warning.code)) return;
  throw new Error(warning.message);
}

const typescript = () => esbuild({ target: "es2022", tsconfig: "tsconfig.json" });

export default [
  { input, external, onwarn, plugins: [typescript()], output: { dir: "dist", format: "es", sourcemap: true } },
  {
    input: "src/define.ts",
    onwarn,
    plugins: [
      resolve({ browser: true, exportConditions: ["production"] }),
      typescript(),
      terser({ format: { comments: false } }),
    ],
    output: { file: "dist/booking-widget.min.js", format: "iife", name: "SlotKitWidget", sourcemap: true },
  },
  {
    input,
    external,
    onwarn,
    plugins: [dts({ tsconfig: "tsconfig.json", compilerOptions: { composite: false, customConditions: [] } })],
    output: { dir: "dist", format: "es" },
  },
];
