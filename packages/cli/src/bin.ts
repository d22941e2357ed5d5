#!/usr/bin/env node
import { main } from "./main.ts";

const { stdin, stdout, stderr } = process;
// Whoever reads may stop before the end, as `head` does; that is no failure.
stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
const exitCode = await main(process.argv.slice(2), { directory: process.cwd(), stdin, stdout, stderr });
// A configuration may have opened servers and timers of its own; the command is done all the same.
stdout.write("", () => process.exit(exitCode));
