#!/usr/bin/env node
import { main } from "./main.ts";

const { stdout, stderr } = process;
const exitCode = await main(process.argv.slice(2), { directory: process.cwd(), stdout, stderr });
// A configuration may have opened servers and timers of its own; the command is done all the same.
stdout.write("", () => process.exit(exitCode));
