import type { Effect } from "../outbox/effect.ts";
import type { DeliveredSpan, Transaction } from "../ports/storage.ts";
import { assertOwn } from "./memory-bookings.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** Outbox rows of one client, kept in `tables`. */
export function memoryEffects({ bookings, sessions, effects }: MemoryTables, clientId: string): Transaction["effects"] {
  return {
    async find(id) {
      return effects.get(id) ?? null;
    },
    async ofSubjects(uids) {
      return effects.filter(({ subject }) => uids.includes(subject.uid)).sort(bySubjectAndTarget);
    },
    async deliveredSpans(calendarIds, start, end) {
      const isWanted = (span: DeliveredSpan) =>
        calendarIds.includes(span.calendarId) && span.start < end && span.end > start;
      return effects
        .filter((effect) => effect.integration === "calendar" && deliveredSpan(effect).some(isWanted))
        .flatMap(deliveredSpan)
        .sort((a, b) => a.start - b.start);
    },
    async save(...wanted) {
      for (const effect of wanted) {
        assertOwn(effect, clientId);
        const { kind, uid } = effect.subject;
        const subject = kind === "booking" ? bookings.get(uid) : sessions.get(uid);
        if (!subject) throw new Error(`Effect ${effect.id} belongs to no stored ${kind}.`);
        const [stored] = effects.filter((other) => isSameTarget(other, effect));
        const id = stored?.id ?? effect.id;
        if (!stored && effects.get(id)) throw new Error(`Effect ${id} exists already for another target.`);
        effects.set(id, { ...effect, id });
      }
    },
  };
}

function deliveredSpan({ delivered }: Effect): DeliveredSpan[] {
  if (delivered === null || delivered.calendarId === null) return [];
  return [{ calendarId: delivered.calendarId, start: delivered.start, end: delivered.end }];
}

function isSameTarget(a: Effect, b: Effect): boolean {
  return a.subject.uid === b.subject.uid && a.integration === b.integration && a.target === b.target;
}

function bySubjectAndTarget(a: Effect, b: Effect): number {
  if (a.subject.uid !== b.subject.uid) return a.subject.uid < b.subject.uid ? -1 : 1;
  if (a.integration !== b.integration) return a.integration < b.integration ? -1 : 1;
  return a.target < b.target ? -1 : 1;
}
