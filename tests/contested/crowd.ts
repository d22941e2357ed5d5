import { isBookingError, type Storage } from "@slotkit/core";

/** What came of a crowd, or of the part of it that one process plays. */
export interface CrowdReport {
  won: number;
  refused: number;
  /** Codes of any other failure. */
  failures: string[];
  latenciesMs: number[];
}

const minuteMs = 60_000;

/** Lets clients want half an hour of one host at once, at starts ten minutes apart that all overlap: one can have it. */
export async function crowd(storage: Storage, clients: readonly number[]): Promise<CrowdReport> {
  const report: CrowdReport = { won: 0, refused: 0, failures: [], latenciesMs: [] };
  await Promise.all(
    clients.map(async (client) => {
      const beganMs = performance.now();
      try {
        report[(await attempt(storage, client)) ? "won" : "refused"]++;
      } catch (error) {
        report.failures.push(isBookingError(error) ? error.code : String(error));
      }
      report.latenciesMs.push(performance.now() - beganMs);
    }),
  );
  return report;
}

function attempt(storage: Storage, client: number): Promise<boolean> {
  const start = (client % 3) * 10 * minuteMs;
  const end = start + 30 * minuteMs;
  return storage.forClient("acme").transaction([{ kind: "host", id: "ada" }], async (tx) => {
    const taken = await tx.claims.overlapping(["ada"], start, end, await tx.now());
    if (taken.length > 0) return false;
    const ownerUid = `bk_${client}`;
    await tx.claims.insert([{ hostId: "ada", start, end, kind: "booking", ownerUid, expiresAt: null }]);
    return true;
  });
}
