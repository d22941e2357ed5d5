import type { SpanList } from "../time/span-list.ts";
import type { SlotPlan } from "./plan-slots.ts";

/**
 * Reads which hosts are free at starts that only ascend and for which enough are: the fixed ones, then every free
 * rotating one.
 *
 * @returns A reader that answers the same list as long as the same hosts are free.
 */
export function createFreeHostReader(plan: SlotPlan): (start: number) => readonly string[] {
  const { fixedHosts, rotatingHosts, rotatingNeeded } = plan.query;
  const fixedIds = fixedHosts.map(({ id }) => id);
  if (rotatingNeeded === 0) return () => fixedIds;

  const rotatingIds = rotatingHosts.map(({ id }) => id);
  const lists = plan.rotatingStarts;
  // Where in its list each host stands: an even place is before a free span, an odd one inside it.
  const places = new Uint32Array(lists.length);
  const nextChanges = Float64Array.from(lists, (list) => list[0] ?? Infinity);
  let hostIds: readonly string[] | undefined;

  const moveOn = (host: number, start: number) => {
    const list = lists[host] as SpanList;
    let place = places[host] as number;
    while (place < list.length && (list[place] as number) <= start) place++;
    places[host] = place;
    nextChanges[host] = list[place] ?? Infinity;
    hostIds = undefined;
  };
  // One copy of a filled list is far cheaper than a list that grows.
  const ids = [...fixedIds, ...rotatingIds];
  const listFree = () => {
    let count = fixedIds.length;
    for (let i = 0; i < places.length; i++) {
      if ((places[i] as number) % 2 === 1) ids[count++] = rotatingIds[i] as string;
    }
    return ids.slice(0, count);
  };
  return (start) => {
    for (let i = 0; i < nextChanges.length; i++) {
      if ((nextChanges[i] as number) <= start) moveOn(i, start);
    }
    hostIds ??= listFree();
    return hostIds;
  };
}
