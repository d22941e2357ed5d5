import ts from "typescript";
import { root } from "../../scripts/workspace.mjs";

const configFile = `${root}tsconfig.tests.json`;

/** Compiler options of the tests, for a program of its own that reads every package from its sources. */
function readOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(configFile, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, references: [] }, ts.sys, root, undefined, configFile);
  return { ...options, composite: false, emitDeclarationOnly: false, declaration: false, noEmit: true };
}

/**
 * Loads files with the whole of their types.
 *
 * @param virtualFiles - Texts of files that exist only here, by their absolute paths.
 */
export function loadProgram(files: readonly string[], virtualFiles: ReadonlyMap<string, string> = new Map()) {
  const options = readOptions();
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (path) => virtualFiles.get(path) ?? readFile(path);
  host.fileExists = (path) => virtualFiles.has(path) || fileExists(path);
  return ts.createProgram([...files, ...virtualFiles.keys()], options, host);
}
