import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

interface Declaration {
  name: string;
  tagName?: string;
  description?: string;
  members?: { name: string; kind: string; description?: string }[];
  attributes?: { name: string; description?: string }[];
  events?: { name: string; description?: string }[];
  cssParts?: { name: string; description?: string }[];
  cssProperties?: { name: string }[];
}

const file = fileURLToPath(import.meta.resolve("@slotkit/widget/custom-elements.json"));
const source = fileURLToPath(new URL("../../packages/widget/src/", import.meta.url));
const { modules } = JSON.parse(readFileSync(file, "utf8")) as { modules: { declarations: Declaration[] }[] };
const elements = modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
const widget = elements.find(({ tagName }) => tagName === "booking-widget");
const read = (pattern: string) =>
  globSync(pattern, { cwd: source })
    .map((name) => readFileSync(source + name, "utf8"))
    .join("\n");

describe("the manifest of the elements", () => {
  it("knows all of them, each by what it is", () => {
    expect(elements.map(({ tagName }) => tagName).sort()).toEqual([
      "booking-calendar",
      "booking-confirmation",
      "booking-details",
      "booking-form",
      "booking-popup",
      "booking-slots",
      "booking-time-zone",
      "booking-widget",
    ]);
    expect(elements.filter(({ description }) => !description)).toEqual([]);
  });

  it("describes every attribute, event and part", () => {
    const silent = elements.flatMap(({ tagName, attributes = [], events = [], cssParts = [] }) =>
      [...attributes, ...events, ...cssParts]
        .filter(({ description }) => !description)
        .map(({ name }) => `${tagName} ${name}`),
    );
    expect(silent).toEqual([]);
  });

  it("tells of every event that leaves the element", () => {
    const declared = [...read("events.ts").matchAll(/^ {2}"(booking-[a-z-]+)":/gm)].map(([, name]) => name);
    expect(declared.length).toBeGreaterThan(10);
    expect(widget?.events?.map(({ name }) => name).sort()).toEqual([...new Set(declared)].sort());
  });

  it("names the parts that there are, and no others", () => {
    const written = [...read("{booking-*,notice,form/*}.ts").matchAll(/\spart="([a-z -]+)"/g)].flatMap(
      ([, names = ""]) => names.split(" "),
    );
    const known = new Set(elements.flatMap(({ cssParts = [] }) => cssParts.map(({ name }) => name)));
    expect(written.filter((name) => !known.has(name))).toEqual([]);
    expect(widget?.cssParts?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["day", "slot", "input", "submit"]),
    );
  });

  it("names every variable that a page may set", () => {
    const used = [...read("styles/*.styles.ts").matchAll(/var\((--booking-[a-z-]+)/g)].map(([, name]) => name);
    expect(widget?.cssProperties?.map(({ name }) => name).sort()).toEqual([...new Set(used)].sort());
  });
});
