-- SlotKit 0001-bookings, made by `npm run generate:prisma`. Apply it as it is.

begin;

-- Keeps claims apart: its operators let the constraint below compare text and ranges together.
create extension if not exists btree_gist;

create schema if not exists "slotkit";

set local search_path to "slotkit", public;

create table slotkit_migrations (
  name text collate "C" primary key not null,
  applied_at bigint not null
);

create table "sessions" (
  "client_id" text collate "C" not null,
  "uid" text collate "C" not null,
  "event_type" text collate "C" not null,
  "version" integer not null,
  "start" bigint not null,
  "end" bigint not null,
  "buffer_before_minutes" integer not null,
  "buffer_after_minutes" integer not null,
  "time_zone" text collate "C" not null,
  "host_ids" text collate "C" not null,
  "capacity" integer not null,
  "booked" integer not null,
  "created_at" bigint not null,
  "updated_at" bigint not null,
  "calendar_id" text collate "C",
  "calendar_event_id" text collate "C",
  "calendar_synced" boolean not null,
  "requires_manual_calendar_sync" boolean not null,
  constraint "sessions_key" primary key ("client_id", "uid"),
  constraint "sessions_not_empty" check ("end" > start),
  constraint "sessions_not_overbooked" check (booked between 0 and capacity)
);

create index "sessions_by_start" on "sessions" ("client_id", "event_type", "start", "uid");

create index "sessions_by_calendar" on "sessions" ("client_id", "calendar_id");

create index "sessions_by_calendar_event" on "sessions" ("calendar_event_id");

create table "bookings" (
  "client_id" text collate "C" not null,
  "uid" text collate "C" not null,
  "event_type" text collate "C" not null,
  "status" text collate "C" not null,
  "version" integer not null,
  "generation" integer not null,
  "start" bigint not null,
  "end" bigint not null,
  "buffer_before_minutes" integer not null,
  "buffer_after_minutes" integer not null,
  "time_zone" text collate "C" not null,
  "local_start" text collate "C" not null,
  "tzdb_version" text collate "C",
  "host_ids" text collate "C" not null,
  "session_uid" text collate "C",
  "seats" integer not null,
  "attendee_name" text collate "C" not null,
  "attendee_email" text collate "C" not null,
  "email" text collate "C" not null,
  "attendee_time_zone" text collate "C",
  "attendee_phone" text collate "C",
  "attendee_company" text collate "C",
  "attendee_language" text collate "C",
  "guests" text collate "C" not null,
  "answers" text collate "C" not null,
  "notes" text collate "C",
  "metadata" text collate "C" not null,
  "no_show_host" boolean not null,
  "no_show_attendee" boolean not null,
  "series_uid" text collate "C",
  "series_index" integer,
  "reschedule_count" integer not null,
  "reason" text collate "C",
  "created_at" bigint not null,
  "updated_at" bigint not null,
  "calendar_id" text collate "C",
  "calendar_event_id" text collate "C",
  "crm_contact_id" text collate "C",
  "crm_meeting_id" text collate "C",
  "calendar_synced" boolean not null,
  "crm_synced" boolean not null,
  "requires_manual_calendar_sync" boolean not null,
  "requires_manual_crm_sync" boolean not null,
  constraint "bookings_key" primary key ("client_id", "uid"),
  constraint "bookings_session" foreign key ("client_id", "session_uid") references "sessions" ("client_id", "uid"),
  constraint "bookings_not_empty" check ("end" > start),
  constraint "bookings_status" check (status in ('pending', 'confirmed', 'rejected', 'cancelled', 'completed')),
  constraint "bookings_version" check (version > 0 and generation > 0),
  constraint "bookings_buffers" check (buffer_before_minutes >= 0 and buffer_after_minutes >= 0),
  constraint "bookings_take_seats" check (seats > 0)
);

create index "bookings_by_start" on "bookings" ("client_id", "start", "uid");

create index "bookings_by_status" on "bookings" ("status", "start", "client_id", "uid");

create index "bookings_by_series" on "bookings" ("client_id", "series_uid");

create index "bookings_by_email" on "bookings" ("client_id", "email", "created_at");

create index "bookings_by_session" on "bookings" ("client_id", "session_uid");

create index "bookings_by_calendar" on "bookings" ("client_id", "calendar_id");

create index "bookings_by_calendar_event" on "bookings" ("calendar_event_id");

create index "bookings_by_crm_contact" on "bookings" ("crm_contact_id");

create table "claims" (
  "client_id" text collate "C" not null,
  "host_id" text collate "C" not null,
  "start" bigint not null,
  "end" bigint not null,
  "kind" text collate "C" not null,
  "owner_uid" text collate "C" not null,
  "expires_at" bigint,
  constraint "claims_key" primary key ("client_id", "host_id", "end"),
  constraint "claims_not_empty" check ("end" > start),
  constraint "claims_kind" check (kind in ('booking', 'hold')),
  constraint "claims_holds_expire" check ((kind = 'hold') = (expires_at is not null))
);

create index "claims_by_owner" on "claims" ("client_id", "owner_uid");

alter table claims add constraint claims_no_overlap
  exclude using gist (client_id with =, host_id with =, int8range(start, "end", '[)') with &&);

create table "outbox" (
  "client_id" text collate "C" not null,
  "id" text collate "C" not null,
  "subject_uid" text collate "C" not null,
  "booking_uid" text collate "C",
  "session_uid" text collate "C",
  "integration" text collate "C" not null,
  "target" text collate "C" not null,
  "revision" integer not null,
  "state" text collate "C" not null,
  "delivered_version" integer,
  "delivered_generation" integer,
  "delivered_status" text collate "C",
  "delivered_start" bigint,
  "delivered_end" bigint,
  "delivered_host_ids" text collate "C",
  "delivered_calendar_id" text collate "C",
  "uncertain" boolean not null,
  "attempt" integer not null,
  "repairs" integer not null,
  "not_before" bigint not null,
  "wanted_at" bigint not null,
  "lease_owner" text collate "C",
  "lease_until" bigint,
  "failure_kind" text collate "C",
  "failure_message" text collate "C",
  "failure_remedy" text collate "C",
  "failed_at" bigint,
  constraint "outbox_key" primary key ("client_id", "id"),
  constraint "outbox_target" unique ("client_id", "subject_uid", "integration", "target"),
  constraint "outbox_booking" foreign key ("client_id", "booking_uid") references "bookings" ("client_id", "uid"),
  constraint "outbox_state" check (state in ('pending', 'done', 'manual', 'ignored')),
  constraint "outbox_counts" check (revision > 0 and repairs >= 0 and attempt >= repairs),
  constraint "outbox_lease" check ((lease_owner is null) = (lease_until is null)),
  constraint "outbox_session" foreign key ("client_id", "session_uid") references "sessions" ("client_id", "uid"),
  constraint "outbox_one_subject" check ((booking_uid is null) <> (session_uid is null)),
  constraint "outbox_subject" check (subject_uid = coalesce(booking_uid, session_uid))
);

create index "outbox_due" on "outbox" ("integration", "state", "client_id", "not_before", "id");

create index "outbox_leased" on "outbox" ("lease_owner") where "lease_owner" is not null;

create index "outbox_queue" on "outbox" ("client_id", "state", "wanted_at", "id");

create index "outbox_delivered" on "outbox" ("client_id", "delivered_calendar_id", "delivered_end");

create table "calendar_reads" (
  "client_id" text collate "C" not null,
  "calendar_id" text collate "C" not null,
  "start" bigint not null,
  "end" bigint not null,
  "busy" text collate "C" not null,
  "precision" text collate "C" not null,
  "read_at" bigint not null,
  constraint "calendar_reads_key" primary key ("client_id", "calendar_id", "end", "start"),
  constraint "calendar_reads_not_empty" check ("end" > start),
  constraint "calendar_reads_precision" check (precision in ('events', 'freeBusy'))
);

create table "idempotency_keys" (
  "client_id" text collate "C" not null,
  "route" text collate "C" not null,
  "key" text collate "C" not null,
  "fingerprint" text collate "C" not null,
  "owner" text collate "C" not null,
  "lease_until" bigint not null,
  "answer" text collate "C",
  "created_at" bigint not null,
  constraint "idempotency_keys_key" primary key ("client_id", "route", "key")
);

insert into slotkit_migrations (name, applied_at) values ('0001-bookings', floor(extract(epoch from clock_timestamp()) * 1000)::bigint);

commit;
