import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "America/St_Johns"];

/** What the engine answers in a process whose own clock is set to a zone. */
async function answersIn(zone: string): Promise<{ timeZone: string; hash: string }> {
  const args = ["--conditions=@slotkit/source", fileURLToPath(new URL("./hash-answers.ts", import.meta.url))];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, TZ: zone } });
  return JSON.parse(stdout);
}

test("the zone of the process changes no answer", async () => {
  const answers = [];
  for (const zone of zones) answers.push(await answersIn(zone));
  expect(answers.map(({ timeZone }) => timeZone)).toEqual(zones);
  expect(new Set(answers.map(({ hash }) => hash)).size).toBe(1);
});
