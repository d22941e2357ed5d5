import type { HostOptions } from "./host-schema.ts";

/**
 * What is left of a deleted host whose personal data go: the id, which bookings name, and the schedule, which is nobody's.
 * Name, address, calendars and absences are gone; bookings show the id in place of the name.
 */
export function erasedHost({ id, schedule }: HostOptions): HostOptions {
  return { id, name: id, schedule, active: false };
}

/** The calendars of a host, what was read of which goes with the host. */
export function calendarsOfHost({ calendars: { conflict = [], destination } = {} }: HostOptions): readonly string[] {
  return [...new Set(destination === undefined ? conflict : [...conflict, destination])];
}
