-- SlotKit 0005-catalog, made by `npm run generate:prisma`. Apply it as it is.

begin;

set local search_path to "slotkit", public;

create table "schedules" (
  "client_id" text collate "C" not null,
  "id" text collate "C" not null,
  "options" text collate "C" not null,
  "version" integer not null,
  "created_at" bigint not null,
  "updated_at" bigint not null,
  "deleted_at" bigint,
  constraint "schedules_key" primary key ("client_id", "id"),
  constraint "schedules_version" check (version > 0)
);

create table "hosts" (
  "client_id" text collate "C" not null,
  "id" text collate "C" not null,
  "options" text collate "C" not null,
  "version" integer not null,
  "created_at" bigint not null,
  "updated_at" bigint not null,
  "deleted_at" bigint,
  constraint "hosts_key" primary key ("client_id", "id"),
  constraint "hosts_version" check (version > 0)
);

create table "event_types" (
  "client_id" text collate "C" not null,
  "id" text collate "C" not null,
  "options" text collate "C" not null,
  "version" integer not null,
  "created_at" bigint not null,
  "updated_at" bigint not null,
  "deleted_at" bigint,
  constraint "event_types_key" primary key ("client_id", "id"),
  constraint "event_types_version" check (version > 0)
);

create table "catalog_revisions" (
  "client_id" text collate "C" not null primary key,
  "revision" bigint not null
);

insert into slotkit_migrations (name, applied_at) values ('0005-catalog', floor(extract(epoch from clock_timestamp()) * 1000)::bigint);

commit;
