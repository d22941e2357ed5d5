import { isTimeZone } from "@slotkit/core";
import type { SlotQuery } from "@slotkit/core/slots";
import { misused } from "./cli-error.ts";
import { showText } from "./show-text.ts";

/**
 * The zone in which a command shows times: that of `--time-zone`, else the query's.
 *
 * @throws {CliError} for a name that this runtime does not know.
 */
export function chosenTimeZone(option: string | undefined, query: SlotQuery): string {
  if (option === undefined) return queryTimeZone(query);
  if (isTimeZone(option)) return option;
  throw misused(
    `--time-zone: received ${showText(JSON.stringify(option))}; give an IANA time zone, such as Europe/Berlin`,
  );
}

/** The query's own zone: by default that of its first host's first schedule. */
function queryTimeZone({ timeZone, hosts }: SlotQuery): string {
  const [schedule] = hosts.flatMap((host) => host.schedule);
  return timeZone ?? (schedule as NonNullable<typeof schedule>).timeZone;
}
