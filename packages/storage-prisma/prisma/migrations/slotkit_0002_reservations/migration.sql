-- SlotKit 0002-reservations, made by `npm run generate:prisma`. Apply it as it is.

begin;

set local search_path to "slotkit", public;

create table "reservations" (
  "client_id" text collate "C" not null,
  "uid" text collate "C" not null,
  "event_type" text collate "C" not null,
  "start" bigint not null,
  "end" bigint not null,
  "host_ids" text collate "C" not null,
  "session_uid" text collate "C",
  "seats" integer not null,
  "sender" text collate "C",
  "extensions" integer not null,
  "expires_at" bigint not null,
  "created_at" bigint not null,
  constraint "reservations_key" primary key ("client_id", "uid"),
  constraint "reservations_session" foreign key ("client_id", "session_uid") references "sessions" ("client_id", "uid"),
  constraint "reservations_not_empty" check ("end" > start and seats > 0)
);

create index "reservations_by_start" on "reservations" ("client_id", "start");

create index "reservations_by_session" on "reservations" ("client_id", "session_uid");

create index "reservations_by_sender" on "reservations" ("client_id", "sender");

create index "reservations_by_end" on "reservations" ("client_id", "expires_at");

insert into slotkit_migrations (name, applied_at) values ('0002-reservations', floor(extract(epoch from clock_timestamp()) * 1000)::bigint);

commit;
