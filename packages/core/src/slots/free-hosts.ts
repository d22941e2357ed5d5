import type { SlotPlan } from "./plan-slots.ts";

/**
 * Reads which hosts are free at starts that only ascend: the fixed ones, then every free rotating one.
 *
 * @returns A reader that answers `undefined` where too few rotating hosts are free.
 */
export function createFreeHostReader(plan: SlotPlan): (start: number) => readonly string[] | undefined {
  const { fixedHosts, rotatingHosts, rotatingNeeded } = plan.query;
  const fixedIds = fixedHosts.map(({ id }) => id);
  if (rotatingNeeded === 0) return () => fixedIds;

  const lists = plan.rotatingStarts;
  const cursors = new Uint32Array(lists.length);
  const free: string[] = [];
  return (start) => {
    let count = 0;
    for (let i = 0; i < lists.length; i++) {
      const list = lists[i] as readonly number[];
      let at = cursors[i] as number;
      while (at < list.length && (list[at + 1] as number) <= start) at += 2;
      cursors[i] = at;
      if (at < list.length && (list[at] as number) <= start) free[count++] = rotatingHosts[i]?.id as string;
    }
    return count < rotatingNeeded ? undefined : fixedIds.concat(free.slice(0, count));
  };
}
