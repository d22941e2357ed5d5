import { InvalidTimeError, parseInstant, type SlotKit } from "@slotkit/core";
import { done, misused } from "../cli-error.ts";
import { type Command, type OptionValues, type Terminal, textOf } from "../command.ts";
import { count } from "../count.ts";
import { showText } from "../show-text.ts";
import { withSlotKit } from "../with-slotkit.ts";

/** Tells the CRM of bookings that were made before there was one. */
export const backfillCrm: Command = {
  summary: "Tell the CRM of bookings made before there was one",
  help: `Usage: slotkit backfill-crm [options]

Puts every booking of which the CRM was never told into the outbox, newest first. The application, or \`slotkit sync run\`,
then delivers them at the pace of the CRM, each once. It passes over what was told, so it may be stopped and run again.

Options:
  --client <id>    Bookings of this client (default: default)
  --from <time>    Only those that start at or after, such as 2026-01-01T00:00:00Z
  --until <time>   Only those that start before
  --config <file>  Configuration to use (default: slotkit.config.ts in this directory)
  --json           Print the result as JSON
  -h, --help       Show this help
`,
  options: {
    client: { type: "string" },
    from: { type: "string" },
    until: { type: "string" },
    config: { type: "string" },
    json: { type: "boolean" },
  },
  run(values, terminal) {
    const range = {
      clientId: textOf(values, "client"),
      from: instantOf(values, "from"),
      until: instantOf(values, "until"),
    };
    return withSlotKit(values, terminal, {
      task: "The CRM could not be told of earlier bookings",
      work: (slotkit) => backfill(slotkit, range, values, terminal),
    });
  },
};

async function backfill(
  slotkit: SlotKit,
  range: { clientId: string | undefined; from: number | undefined; until: number | undefined },
  values: OptionValues,
  { stdout, stderr }: Terminal,
): Promise<number> {
  let looked = 0;
  let wanted = 0;
  let after: readonly [number, string] | undefined;
  do {
    const page = await slotkit.backfillCrm({ ...range, after });
    looked += page.looked;
    wanted += page.wanted;
    after = page.after ?? undefined;
    if (after && !values.json) stderr.write(`${count(looked, "booking")} looked at, ${wanted} to be told.\n`);
  } while (after);
  stdout.write(
    values.json
      ? `${JSON.stringify({ ok: true, looked, wanted })}\n`
      : `${count(looked, "booking")} looked at, the CRM is told of ${count(wanted, "booking")}.\n`,
  );
  return done;
}

function instantOf(values: OptionValues, option: "from" | "until"): number | undefined {
  const text = textOf(values, option);
  if (text === undefined) return undefined;
  try {
    return parseInstant(text);
  } catch (error) {
    if (!(error instanceof InvalidTimeError)) throw error;
    const received = showText(JSON.stringify(text));
    throw misused(`--${option}: received ${received}; give an instant, such as 2026-01-01T00:00:00Z`);
  }
}
