import { createInterface } from "node:readline/promises";
import { misused } from "./cli-error.ts";
import type { Terminal } from "./command.ts";

/**
 * Asks before something that is not easily taken back. Anything but `y` or `yes` is a no.
 *
 * @throws {CliError} where nobody sits at a terminal who could answer.
 */
export async function confirm(question: string, { stdin, stderr }: Terminal): Promise<boolean> {
  if (!stdin.isTTY) throw misused(`${question} Nobody is here to answer: say --yes to do it without being asked.`);
  const asking = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await asking.question(`${question} [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    asking.close();
  }
}
