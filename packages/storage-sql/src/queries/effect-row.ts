import type { BookingStatus, DeliveredState, Effect, EffectFailure } from "@slotkit/core";
import type { Selectable } from "kysely";
import type { OutboxTable } from "../schema.ts";

/** An effect as a row. */
export function toEffectRow(effect: Effect): OutboxTable {
  const { subject, delivered, failure } = effect;
  return {
    client_id: effect.clientId,
    id: effect.id,
    subject_uid: subject.uid,
    booking_uid: subject.kind === "booking" ? subject.uid : null,
    session_uid: subject.kind === "session" ? subject.uid : null,
    integration: effect.integration,
    target: effect.target,
    revision: effect.revision,
    state: effect.state,
    delivered_version: delivered?.version ?? null,
    delivered_generation: delivered?.generation ?? null,
    delivered_status: delivered?.status ?? null,
    delivered_start: delivered?.start ?? null,
    delivered_end: delivered?.end ?? null,
    delivered_host_ids: delivered ? JSON.stringify(delivered.hostIds) : null,
    delivered_calendar_id: delivered?.calendarId ?? null,
    uncertain: effect.uncertain,
    attempt: effect.attempt,
    repairs: effect.repairs,
    not_before: effect.notBefore,
    wanted_at: effect.wantedAt,
    lease_owner: effect.leaseOwner,
    lease_until: effect.leaseUntil,
    failure_kind: failure?.kind ?? null,
    failure_message: failure?.message ?? null,
    failure_remedy: failure?.remedy ?? null,
    failed_at: failure?.at ?? null,
  };
}

/** The effect that a row holds. */
export function toEffect(row: Selectable<OutboxTable>): Effect {
  return {
    id: row.id,
    clientId: row.client_id,
    subject: { kind: row.booking_uid === null ? "session" : "booking", uid: row.subject_uid },
    integration: row.integration as Effect["integration"],
    target: row.target,
    revision: row.revision,
    state: row.state as Effect["state"],
    delivered: toDelivered(row),
    uncertain: Boolean(row.uncertain),
    attempt: row.attempt,
    repairs: row.repairs,
    notBefore: row.not_before,
    wantedAt: row.wanted_at,
    leaseOwner: row.lease_owner,
    leaseUntil: row.lease_until,
    failure: toFailure(row),
  };
}

function toDelivered(row: Selectable<OutboxTable>): DeliveredState | null {
  const { delivered_version: version, delivered_generation: generation } = row;
  const { delivered_status: status, delivered_start: start, delivered_end: end, delivered_host_ids: hosts } = row;
  if (version === null || generation === null || status === null || start === null || end === null) return null;
  const hostIds: string[] = JSON.parse(hosts ?? "[]");
  const calendarId = row.delivered_calendar_id;
  return { version, generation, status: status as BookingStatus, start, end, hostIds, calendarId };
}

function toFailure(row: Selectable<OutboxTable>): EffectFailure | null {
  const { failure_kind: kind, failure_message: message, failure_remedy: remedy, failed_at: at } = row;
  if (kind === null || message === null || remedy === null || at === null) return null;
  return { kind: kind as EffectFailure["kind"], message, remedy, at };
}
