import { BookingError } from "@slotkit/core";
import type { Route } from "./route.ts";

/** Routes of one path, by method. */
export interface PathMatch {
  params: Readonly<Record<string, string>>;
  routes: readonly Route[];
}

/** Finds what a path names. @throws {BookingError} `not_found`. */
export function createMatcher(routes: readonly Route[]): (path: string) => PathMatch {
  // Literal segments first, so that `/bookings/available-slots` is not taken for a booking.
  const paths = [...new Set(routes.map(({ path }) => path))].sort((a, b) => parameterCount(a) - parameterCount(b));
  const compiled = paths.map((path) => ({
    segments: path.split("/"),
    routes: routes.filter((route) => route.path === path),
  }));

  return function matchPath(path) {
    const given = path.split("/");
    for (const { segments, routes: found } of compiled) {
      const params = match(segments, given);
      if (params) return { params, routes: found };
    }
    throw new BookingError("not_found", "There is nothing at this address.");
  };
}

function parameterCount(path: string): number {
  return path.split("{").length;
}

function match(segments: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (segments.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = decode(given[index] ?? "");
    if (value === null) return null;
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined ? segment !== value : value === "") return null;
    if (name !== undefined) params[name] = value;
  }
  return params;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
