import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const files = new URL("../../examples/script-tag/", import.meta.url);

/** The plain page of the script-tag example on an origin of its own. */
export interface ServedPage {
  port: number;
  /** Where the API is; the page names the example's usual address. */
  apiUrl: string;
  close(): void;
}

/** Serves the page on a free port of this machine, under `localhost` and `127.0.0.1`. */
export async function servePage(): Promise<ServedPage> {
  const served: ServedPage = { port: 0, apiUrl: "http://localhost:3000", close };
  const server = createServer((request, response) => {
    const isStyle = request.url === "/page.css";
    const file = readFileSync(new URL(isStyle ? "page.css" : "index.html", files), "utf8");
    response.setHeader("Content-Type", isStyle ? "text/css" : "text/html; charset=utf-8");
    response.end(file.replaceAll("http://localhost:3000", served.apiUrl));
  });
  function close(): void {
    server.closeAllConnections();
    server.close();
  }
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  served.port = (server.address() as AddressInfo).port;
  return served;
}
