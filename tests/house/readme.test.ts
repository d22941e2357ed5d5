import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { type CodeBlock, listCodeBlocks } from "./list-code-blocks.ts";
import { loadProgram } from "./load-program.ts";

const pages = globSync(
  ["*.md", "docs/**/*.md", "packages/*/README.md", "examples/*/README.md", "packages/*/src/**/*.ts"],
  {
    cwd: root,
  },
).filter((file) => !file.startsWith(join("docs", "api")));
const blocks = pages.flatMap((file) => listCodeBlocks(file, readFileSync(join(root, file), "utf8")));

/** The blocks as modules beside this test, each as if it were a file of a host application. */
function asModules(list: readonly CodeBlock[]) {
  return new Map(list.map((block, index) => [`${root}tests/house/block-${index}.ts`, `${block.code}\nexport {};\n`]));
}

/** What the compiler says of each block, with the line of the page it stands on. */
function complaints(list: readonly CodeBlock[]): string[][] {
  const modules = asModules(list);
  const program = loadProgram([], modules);
  return [...modules.keys()].map((path, index) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map((diagnostic) => describeDiagnostic(diagnostic, list[index]));
  });
}

function describeDiagnostic({ file, start = 0, messageText }: ts.Diagnostic, block: CodeBlock | undefined): string {
  const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1 + (block?.line ?? 0);
  return `${block?.file}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
}

describe("code blocks", () => {
  test("of the pages and docstrings compile", () => {
    expect(complaints(blocks).flat()).toEqual([]);
  });

  test("that are wrong are told with their page and line", () => {
    const page = [
      "# A page",
      "",
      "```ts",
      'import { isBookingError } from "@slotkit/core";',
      "isBookingError(1, 2);",
      "```",
    ];
    expect(complaints(listCodeBlocks("page.md", page.join("\n")))).toEqual([[expect.stringMatching(/^page\.md:5: /)]]);
  });

  test("of docstrings lose the stars in front of them", () => {
    const comment = ["/**", " * ```ts", " * const a = 1;", " *   a.toFixed();", " * ```", " */"].join("\n");
    expect(listCodeBlocks("a.ts", comment)).toEqual([{ file: "a.ts", line: 2, code: "const a = 1;\n  a.toFixed();" }]);
  });
});
