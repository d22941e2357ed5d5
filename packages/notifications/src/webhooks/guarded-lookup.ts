import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** Finds the addresses of a name. */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>;

/** As the operating system finds them. */
export const resolveBySystem: ResolveHost = (hostname) => lookup(hostname, { all: true });

/** A name that leads to where webhooks must not go. */
export class PrivateAddressError extends Error {
  readonly code = "EPRIVATE";
}

/**
 * The lookup of a connection. What it hands over has been checked, and the connection goes there and nowhere else: a name
 * that answers differently the next time is not asked a next time.
 */
export function guardedLookup(resolve: ResolveHost, isAllowed = isPublicAddress): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname).then(
      (found) => {
        const wanted = found.filter(({ family }) => !options.family || family === options.family);
        const [first] = wanted;
        if (!first) return done(Object.assign(new Error("not found"), { code: "ENOTFOUND" }), "");
        // One that leads inside is enough: such names are made to be tried until it is its turn.
        if (!found.every(({ address }) => isAllowed(address))) return done(new PrivateAddressError("private"), "");
        if (options.all) done(null, [...wanted]);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, ""),
    );
  };
}
