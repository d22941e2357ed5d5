import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { slotQuerySchema } from "@slotkit/core";
import type { SlotQuery } from "@slotkit/core/slots";
import { type FieldProblem, misused } from "./cli-error.ts";
import type { Terminal } from "./command.ts";
import { describeIssue } from "./describe-issue.ts";
import { findJsonError } from "./find-json-error.ts";
import { describe } from "./load-config.ts";

/**
 * Reads a slot query, written in JSON, from a file or from standard input.
 *
 * @param file - Path from the command line; `-`, or none while something is piped in, is standard input.
 * @throws {CliError} Exit code 2, with what is wrong: the file, the line and column, or every refused field.
 */
export async function readQuery(file: string | undefined, terminal: Terminal): Promise<SlotQuery> {
  if (file === undefined && terminal.stdin.isTTY) throw misused(nothingGiven);
  const source = file === undefined || file === "-" ? undefined : file;
  const name = source ?? "standard input";
  // Editors on Windows mark a file as UTF-8 with a character that JSON does not know.
  const json = (await readText(source, terminal)).replace(/^\uFEFF/, "");
  const input = parseJson(json, name);
  const read = slotQuerySchema.safeParse(input);
  if (read.success) return read.data;
  throw refused(
    name,
    read.error.issues.flatMap((issue) => describeIssue(issue, input)),
  );
}

const nothingGiven = `No slot query given. Name a file, or pipe one in:
  slotkit slots query.json
  slotkit slots < query.json
See slotkit slots --help for what a query looks like.`;

async function readText(source: string | undefined, { directory, stdin }: Terminal): Promise<string> {
  if (source === undefined) return text(stdin);
  try {
    return await readFile(resolve(directory, source), "utf8");
  } catch (error) {
    const remedy = "Name a file that holds a slot query, or - for standard input.";
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw misused(`${source} ${isAbsent ? "does not exist." : `could not be read: ${describe(error)}`}\n${remedy}`, {
      cause: error,
    });
  }
}

function parseJson(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    if (json.trim() === "") throw misused(`${name} is empty. See slotkit slots --help for what a query looks like.`);
    const error = findJsonError(json);
    // JSON.parse refused the text, so there is a first place at which it is not JSON.
    if (!error) throw cause;
    const { line, column, found, expected } = error;
    throw misused(`${name} is not JSON: line ${line}, column ${column}: found ${found}, expected ${expected}.`, {
      cause,
    });
  }
}

function refused(name: string, errors: readonly FieldProblem[]): Error {
  const lines = errors.map(({ field, message }) => `  ${field}: ${message}`);
  const count = errors.length === 1 ? "one field" : `${errors.length} fields`;
  return misused(`${name} cannot be answered: ${count} to correct.\n${lines.join("\n")}`, { errors });
}
