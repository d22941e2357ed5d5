#!/usr/bin/env node
import { failure } from "./cli-error.ts";
import { main } from "./main.ts";

const { stdin, stdout, stderr } = process;
// What went wrong with the output is looked at once, when all of it has been written.
stdout.on("error", () => {});
const exitCode = await main(process.argv.slice(2), { directory: process.cwd(), stdin, stdout, stderr });
stdout.write("", () => {
  const error: NodeJS.ErrnoException | null = stdout.errored;
  // Whoever reads may stop before the end, as `head` does.
  const isLost = error !== null && error.code !== "EPIPE";
  if (isLost) stderr.write(`✗ The output could not be written: ${error.message}\n`);
  // A configuration may have opened servers and timers of its own; the command is done all the same.
  process.exit(isLost ? failure : exitCode);
});
