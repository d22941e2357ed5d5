import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ConfigurationError } from "@slotkit/core";

/** Kinds of file system, as `statfs(2)` numbers them on Linux, whose locks do not hold between machines. */
const networkFileSystems: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xfe534d42, "SMB"],
  [0xff534d42, "CIFS"],
  [0x01021997, "9P"],
]);

/** What is asked of the machine; replaced in tests, where everything is writable and on a local disk. */
interface FileProbe {
  /** Number of the file system that holds a directory. */
  fileSystemOf(directory: string): number;
  isWritable(path: string): boolean;
}

/**
 * Refuses a file that cannot hold a database, with the remedy. Only the path is checked: nothing is created.
 *
 * @throws {ConfigurationError} for the option `file`.
 */
export function assertUsableFile(file: string, probe: Partial<FileProbe> = {}): void {
  const { fileSystemOf, isWritable } = { ...machine, ...probe };
  if (typeof file !== "string" || file.trim() === "") refuse(file, 'name a file, such as "slotkit.db".');
  if (file === ":memory:")
    refuse(file, "each connection would get a database of its own. Use memoryStorage() of @slotkit/core.");
  if (/^\w[\w+.-]+:\/\/|^file:/.test(file)) refuse(withoutCredentials(file), "expected a path, not a URL.");

  const directory = dirname(resolve(file));
  if (!existsSync(directory)) refuse(file, `the directory ${directory} does not exist. Create it first.`);
  if (!statSync(directory).isDirectory()) refuse(file, `${directory} is not a directory. Name a file inside one.`);
  if (!isWritable(directory)) {
    refuse(
      file,
      `this process may not write to ${directory}, where the database keeps its journal. Grant it or move the file.`,
    );
  }
  if (existsSync(file)) {
    if (!statSync(file).isFile())
      refuse(file, "this is not a file. Name one, which is created when it does not exist.");
    if (!isWritable(file)) refuse(file, "this process may not write to the file. Grant it or name another file.");
  }

  const network = networkFileSystems.get(fileSystemOf(directory));
  if (network)
    refuse(file, `${directory} is on a network file system (${network}), where locks do not hold. Use a local disk.`);
}

/** @throws {ConfigurationError} always, for the option `file`. */
export function refuse(file: unknown, message: string): never {
  throw new ConfigurationError([{ field: "file", message, received: JSON.stringify(file) ?? "undefined" }]);
}

const machine: FileProbe = {
  fileSystemOf: (directory) => statfsSync(directory).type,
  isWritable(path) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
      return true;
    } catch {
      return false;
    }
  },
};

/** The kind of URL alone: the rest may hold a password. */
function withoutCredentials(url: string): string {
  return `${url.slice(0, url.indexOf(":"))}:…`;
}
