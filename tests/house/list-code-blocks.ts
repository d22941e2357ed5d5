/** A fenced block of TypeScript inside a page or a comment. */
export interface CodeBlock {
  /** Path of the file it stands in, from the repository's folder. */
  file: string;
  /** Line of its opening fence. */
  line: number;
  code: string;
}

const opening = /^(?<indent>\s*(?:\*\s)?\s*)```(?:ts|typescript)\s*$/;

/** Lists the blocks fenced with `ts`, in Markdown and in docstrings alike, without their indentation. */
export function listCodeBlocks(file: string, text: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { line: number; indent: number; lines: string[] } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const start = opening.exec(line);
    if (open && /^\s*(?:\*\s)?\s*```\s*$/.test(line)) {
      blocks.push({ file, line: open.line, code: open.lines.join("\n") });
      open = undefined;
    } else if (open) {
      open.lines.push(line.slice(open.indent));
    } else if (start) {
      open = { line: index + 1, indent: start.groups?.indent?.length ?? 0, lines: [] };
    }
  }
  if (open) throw new Error(`${file}:${open.line}: the code block is not closed`);
  return blocks;
}
