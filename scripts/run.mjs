import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { readJson, root } from "./workspace.mjs";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
const ownGroup = process.platform !== "win32";

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(signal, () => {
    for (const child of running) stop(child, signal);
    // The signal's own default, now that nobody listens to it any more, ends this process.
    process.kill(process.pid, signal);
  });
}

/**
 * Ends a command and what it has started itself (test workers, the browser): each command leads its own process group.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function stop(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(ownGroup ? -child.pid : child.pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
}

/**
 * What came of a command.
 * @typedef {object} Outcome
 * @property {number} code - Its exit code; 1 when a signal ended it.
 * @property {string} output - What it printed, when that was captured.
 */

/**
 * Runs a command in the foreground of this script, or captured.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd] - Default: the repository.
 * @param {boolean} [options.capture] - Keep stdout and stderr instead of showing them.
 * @param {boolean} [options.shell] - Let the platform's shell read the command.
 * @param {Readonly<Record<string, string>>} [options.env] - Laid over this process's own environment.
 * @returns {Promise<Outcome>}
 */
export async function run(command, args, { cwd = root, capture = false, shell = false, env = {} } = {}) {
  const stdio = capture ? "pipe" : "inherit";
  const child = spawn(command, args, {
    cwd,
    shell,
    env: { ...process.env, ...env },
    detached: ownGroup,
    stdio: ["ignore", stdio, stdio],
  });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  try {
    const [code] = await once(child, "close");
    return { code: code ?? 1, output };
  } finally {
    running.delete(child);
  }
}

/**
 * Runs the command line program of an installed package under this Node.
 *
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2] & { bin?: string }} [options] - `bin`: which one, when the package has several.
 */
export function runTool(packageName, args, { bin, ...options } = {}) {
  const dir = join(root, "node_modules", packageName);
  const declared = readJson(join(dir, "package.json")).bin;
  const file = typeof declared === "string" ? declared : declared[bin ?? Object.keys(declared)[0] ?? ""];
  return run(process.execPath, [join(dir, file), ...args], options);
}
