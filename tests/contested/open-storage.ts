import type { Storage } from "@slotkit/core";
import { postgresStorage } from "@slotkit/storage-sql/postgres";
import { sqliteStorage } from "@slotkit/storage-sql/sqlite";

/** Where the contest takes place, as several processes are told it. */
export type Place = { file: string } | { connectionString: string };

/** Patient enough that nobody gives up: a contest counts what is refused, not who was tired. */
const busyDeadlineMs = 60_000;

export function openStorage(place: Place, maxConnections: number): Storage {
  return "file" in place
    ? sqliteStorage({ ...place, busyDeadlineMs })
    : postgresStorage({ ...place, maxConnections, busyDeadlineMs });
}
