-- SlotKit 0006-breakers, made by `npm run generate:prisma`. Apply it as it is.

begin;

set local search_path to "slotkit", public;

create table "breaker_states" (
  "client_id" text collate "C" not null,
  "name" text collate "C" not null,
  "state" text collate "C" not null,
  "revision" text collate "C" not null,
  constraint "breaker_states_key" primary key ("client_id", "name")
);

create table "quota_shares" (
  "client_id" text collate "C" not null,
  "name" text collate "C" not null,
  "owner" text collate "C" not null,
  "granted" integer not null,
  "wanted" integer not null,
  "held_until" bigint not null,
  constraint "quota_shares_key" primary key ("client_id", "name", "owner")
);

insert into slotkit_migrations (name, applied_at) values ('0006-breakers', floor(extract(epoch from clock_timestamp()) * 1000)::bigint);

commit;
