import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

/** Serves this folder's two files from an origin of its own, as a page owner's web space would. */
const port = Number(process.env.PORT ?? 8080);
const types: Readonly<Record<string, string>> = {
  "/": "text/html; charset=utf-8",
  "/page.css": "text/css; charset=utf-8",
};

createServer(async (request, response) => {
  const path = request.url ?? "/";
  const type = types[path];
  if (type === undefined) {
    response.writeHead(404).end();
    return;
  }
  const file = await readFile(new URL(path === "/" ? "index.html" : `.${path}`, import.meta.url));
  response.writeHead(200, { "Content-Type": type }).end(file);
}).listen(port, "127.0.0.1", () => process.stdout.write(`http://localhost:${port}\n`));
