-- SlotKit 0004-rate-limits, made by `npm run generate:prisma`. Apply it as it is.

begin;

set local search_path to "slotkit", public;

create unlogged table "rate_limits" (
  "client_id" text collate "C" not null,
  "key" text collate "C" not null,
  "count" integer not null,
  "ends_at" bigint not null,
  constraint "rate_limits_key" primary key ("client_id", "key")
);

create index "rate_limits_ended" on "rate_limits" ("ends_at");

create index "idempotency_keys_by_age" on "idempotency_keys" ("created_at");

insert into slotkit_migrations (name, applied_at) values ('0004-rate-limits', floor(extract(epoch from clock_timestamp()) * 1000)::bigint);

commit;
