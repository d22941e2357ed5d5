import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("./bin.ts", import.meta.url));

export interface RunOptions {
  cwd?: string;
  /** What is piped in. Default: nothing. */
  input?: string;
  /** The zone of the process. Default: the machine's. */
  zone?: string;
}

export interface RunResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** What to spawn for a command line: Node, and its arguments. */
export function commandLine(args: readonly string[]): [file: string, args: string[]] {
  return [process.execPath, ["--conditions=@slotkit/source", bin, ...args]];
}

/** Runs the real command; its output goes to pipes, so that no colour is due. */
export function runCommand(args: readonly string[], { cwd, input = "", zone }: RunOptions = {}): Promise<RunResult> {
  const env = { PATH: process.env.PATH, NODE_OPTIONS: "--disable-warning=ExperimentalWarning", TZ: zone };
  return new Promise((resolve) => {
    const child = execFile(...commandLine(args), { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}
