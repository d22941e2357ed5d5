import { expect, it } from "vitest";
import { onStorage } from "./fuzzed-storage.ts";
import { runFuzz } from "./run-fuzz.ts";

/** `npm run soak -- api` asks longer, and on PostgreSQL too; another seed asks other questions. */
const requests = Number(process.env.SLOTKIT_FUZZ_REQUESTS ?? 1_500);
const seed = Number(process.env.SLOTKIT_FUZZ_SEED ?? 1);
const storages = (process.env.SLOTKIT_FUZZ_STORAGES ?? "memory,sqlite").split(",");

it.each(storages)(
  `answers ${requests} requests as described, and none with 5xx, on %s`,
  { timeout: 3_600_000 },
  (name) =>
    onStorage(name, async (makeStorage) => {
      const statuses = await runFuzz({ requests, seed, makeStorage });
      const counts = [...statuses].sort().map(([status, count]) => `${status} × ${count}`);
      console.info(`${name}: ${counts.join(", ")}`);
      const expected = [200, 201, 204, 400, 401, 403, 404, 409, 415, 422];
      expect(expected.filter((status) => !statuses.has(status))).toEqual([]);
    }),
);
