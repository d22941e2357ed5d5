import { styleText } from "node:util";
import { formatInstantUtc, type RecheckReport, type TimeZoneChange } from "@slotkit/core";
import { count } from "./count.ts";

/** The report for programs, instants in UTC. */
export function recheckJson(report: RecheckReport, dryRun: boolean): string {
  const written = (change: TimeZoneChange & { to?: number }) => ({
    ...change,
    from: formatInstantUtc(change.from),
    ...(change.to === undefined ? {} : { to: formatInstantUtc(change.to) }),
  });
  const { tzdbVersion, checked } = report;
  return `${JSON.stringify({
    ok: !needsSomebody(report),
    dryRun,
    tzdbVersion,
    checked,
    moved: report.moved.map(written),
    overlapping: report.overlapping.map(written),
    unresolved: report.unresolved.map(written),
    failed: report.failed.map(written),
  })}\n`;
}

/** The report for people, one line for each booking that is not where it was agreed. */
export function printRecheck(report: RecheckReport, dryRun: boolean, stream: NodeJS.WritableStream): string {
  const { moved, overlapping, unresolved, failed, checked, tzdbVersion } = report;
  const line = (mark: string, { clientId, uid, timeZone, localStart }: TimeZoneChange, words: string) =>
    `${mark} ${uid} (${clientId}) ${localStart} ${timeZone}: ${words}\n`;
  const good = styleText("green", "✓", { stream });
  const bad = styleText("red", "✗", { stream });
  const span = ({ from, to }: { from: number; to: number }) => `${formatInstantUtc(from)} → ${formatInstantUtc(to)}`;
  const causes = {
    skipped: "the clock skips this time now; agree on another and move the booking",
    unknown_zone: "this runtime does not know the zone; move the booking",
    seats_differ: "the seats of its session were agreed by different rules; move this one, or the others",
  };
  return [
    ...moved.map((one) => line(good, one, `${dryRun ? "would move" : "moved"}, ${span(one)}`)),
    ...overlapping.map((one) => line(bad, one, `${span(one)} is taken by ${one.takenBy.join(", ")}; move one of them`)),
    ...unresolved.map((one) => line(bad, one, causes[one.cause])),
    ...failed.map((one) => line(bad, one, "could not be changed now; run this again")),
    `${count(checked, "booking")} looked at by the rules of tzdb ${tzdbVersion ?? "(release unknown)"}: ${count(moved.length, "move")}, ${overlapping.length + unresolved.length + failed.length} left for somebody.\n`,
  ].join("");
}

/** Is there anything left that this run did not do? */
export function needsSomebody({ overlapping, unresolved, failed }: RecheckReport): boolean {
  return overlapping.length + unresolved.length + failed.length > 0;
}
