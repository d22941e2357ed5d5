import type { ClientStorage, Lock, Transaction } from "../ports/storage.ts";
import type { Effect, Integration } from "./effect.ts";
import { syncStatesOf } from "./sync-state.ts";

/** The ids that the outside gives: of an event, of a contact, of a booking's record on it. */
export type OutsideIds = {
  calendarEventId?: string | null;
  crmContactId?: string | null;
  crmMeetingId?: string | null;
};

/** What whoever changes the subject locks too: of a session, which has none of its own, the event type. */
export async function lockOfSubject(client: ClientStorage, { subject }: Pick<Effect, "subject">): Promise<Lock> {
  const session = subject.kind === "session" ? await client.sessions.find(subject.uid) : null;
  return session ? { kind: "eventType", id: session.eventType } : { kind: "booking", id: subject.uid };
}

/**
 * Writes how far an effect has come into the subject's own columns.
 *
 * @param idsFor - What the outside gave that is of use to a subject in this calendar.
 */
export async function writeSubject(
  tx: Transaction,
  { subject: { kind, uid }, integration }: Effect,
  idsFor: (subject: { calendarId: string | null }) => OutsideIds = () => ({}),
): Promise<void> {
  const siblings = integration === "mail" ? [] : await tx.effects.ofSubjects([uid]);
  const subject = kind === "booking" ? await tx.bookings.find(uid) : await tx.sessions.find(uid);
  if (!subject) return;
  const changes = { ...idsFor(subject), ...flagsOf(integration, siblings) };
  if ("booked" in subject) await tx.sessions.update({ ...subject, ...changes }, subject.version);
  else await tx.bookings.update({ ...subject, ...changes }, subject.version);
}

/** The columns that follow from the effects: the worst of them speaks. */
function flagsOf(integration: Integration, siblings: readonly Effect[]) {
  if (integration === "mail") return {};
  const state = syncStatesOf(siblings)[integration];
  const synced = state === "synced";
  const manual = state === "manual";
  return integration === "calendar"
    ? { calendarSynced: synced, requiresManualCalendarSync: manual }
    : { crmSynced: synced, requiresManualCrmSync: manual };
}
