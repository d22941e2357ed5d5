-- SlotKit 0008-webhooks, made by `npm run generate:prisma`. Apply it as it is.

begin;

set local search_path to "slotkit", public;

create table "webhook_endpoints" (
  "client_id" text collate "C" not null,
  "id" text collate "C" not null,
  "url" text collate "C" not null,
  "description" text collate "C",
  "event_types" text collate "C",
  "disabled_reason" text collate "C",
  "generation" integer not null,
  "previous_secret_until" bigint,
  "failures" integer not null,
  "failing_since" bigint,
  "not_before" bigint not null,
  "lanes" integer not null,
  "version" integer not null,
  "created_at" bigint not null,
  "updated_at" bigint not null,
  constraint "webhook_endpoints_key" primary key ("client_id", "id"),
  constraint "webhook_endpoints_reason" check (disabled_reason in ('operator', 'failing', 'gone')),
  constraint "webhook_endpoints_counts" check (generation > 0 and failures >= 0 and lanes > 0 and version > 0)
);

create table "webhook_deliveries" (
  "client_id" text collate "C" not null,
  "id" text collate "C" not null,
  "endpoint_id" text collate "C" not null,
  "type" text collate "C" not null,
  "subject" text collate "C" not null,
  "sequence" bigint not null,
  "body" text collate "C" not null,
  "occurred_at" bigint not null,
  "state" text collate "C" not null,
  "attempt" integer not null,
  "not_before" bigint not null,
  "expires_at" bigint,
  "wanted_at" bigint not null,
  "lease_owner" text collate "C",
  "lease_until" bigint,
  "status" integer,
  "error" text collate "C",
  "settled_at" bigint,
  constraint "webhook_deliveries_key" primary key ("client_id", "id"),
  constraint "webhook_deliveries_endpoint" foreign key ("client_id", "endpoint_id") references "webhook_endpoints" ("client_id", "id"),
  constraint "webhook_deliveries_state" check (state in ('pending', 'delivered', 'failed')),
  constraint "webhook_deliveries_settled" check ((state = 'pending') = (settled_at is null)),
  constraint "webhook_deliveries_lease" check ((lease_owner is null) = (lease_until is null))
);

create index "webhook_deliveries_due" on "webhook_deliveries" ("client_id", "endpoint_id", "state", "not_before");

create index "webhook_deliveries_in_order" on "webhook_deliveries" ("client_id", "endpoint_id", "state", "subject", "sequence");

create index "webhook_deliveries_by_subject" on "webhook_deliveries" ("client_id", "subject", "type");

create index "webhook_deliveries_log" on "webhook_deliveries" ("client_id", "occurred_at", "id");

create index "webhook_deliveries_settled_at" on "webhook_deliveries" ("settled_at");

insert into slotkit_migrations (name, applied_at) values ('0008-webhooks', floor(extract(epoch from clock_timestamp()) * 1000)::bigint);

commit;
