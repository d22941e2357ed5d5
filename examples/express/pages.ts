import { existsSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { renderInbox } from "@slotkit/testing/smtp";
import express, { type Request, type Response, type Router } from "express";
import type { StandIns } from "./stand-ins.ts";

const pagesFolder = fileURLToPath(new URL("./pages/", import.meta.url));
const widgetFile = fileURLToPath(import.meta.resolve("@slotkit/widget/booking-widget.min.js"));

/** The strictest policy under which the widget works; the API is of the same origin. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/** The pages a visitor sees: booking, managing, and the inbox of the stand-in mail server. */
export function pages(standIns: StandIns): Router {
  const router = express.Router();
  const page = (file: string) => (_request: Request, response: Response) => {
    response.set({
      "Content-Security-Policy": contentSecurityPolicy,
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    });
    response.sendFile(file, { root: pagesFolder });
  };
  router.get("/", page("index.html"));
  router.get("/manage", page("manage.html"));
  for (const asset of ["manage.js", "page.css"]) router.get(`/${asset}`, page(asset));
  // Pages of other origins load the script too: that is what it is for.
  const widget = readWidget();
  router.get("/booking-widget.min.js", (_request, response) => {
    allowEveryOrigin(response);
    response.type("text/javascript").send(widget);
  });
  // What the script fetches when somebody needs it.
  for (const folder of ["languages", "parts"]) {
    router.use(
      `/${folder}`,
      express.static(join(dirname(widgetFile), folder), { setHeaders: allowEveryOrigin, index: false }),
    );
  }
  const { mail } = standIns;
  if (mail) {
    router.get("/inbox", (_request, response) => {
      // The mails hold links that move and cancel bookings.
      response.set({
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
      });
      response.type("html").send(renderInbox(mail.messages));
    });
  }
  return router;
}

function allowEveryOrigin(response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
}

/** The script-tag file, as it would be published. */
function readWidget(): Buffer {
  if (existsSync(widgetFile)) return readFileSync(widgetFile);
  throw new Error(
    "The widget has not been built yet: run npm run build --workspace @slotkit/widget. npm start does it.",
  );
}
