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

insert into slotkit_migrations (name, applied_at) values ('0006-breakers', floor(extract(epoch from clock_timestamp()) * 1000)::bigint);

commit;
