import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { main } from "./main.ts";
import type { RunOptions, RunResult } from "./run-command.fixture.ts";

/** Runs a command line in this process, in which a start costs nothing; otherwise as `runCommand` does. */
export async function runMain(
  args: readonly string[],
  { cwd = process.cwd(), input = "" }: Omit<RunOptions, "zone"> = {},
): Promise<RunResult> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end(input);
  const code = await main(args, { directory: cwd, stdin, stdout: stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, stdout: await text(stdout), stderr: await text(stderr) };
}
