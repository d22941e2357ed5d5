/** A truth value: 0 or 1 where the database has no type for it. */
type Flag = boolean | number;

/** The tables, as every database of this package has them. Instants are epoch milliseconds; lists and maps are JSON text. */
export interface Schema {
  bookings: BookingTable;
  claims: ClaimTable;
  reservations: ReservationTable;
  sessions: SessionTable;
  outbox: OutboxTable;
  calendar_reads: CalendarReadTable;
  idempotency_keys: IdempotencyKeyTable;
  rate_limits: RateLimitTable;
  schedules: CatalogTable;
  hosts: CatalogTable;
  event_types: CatalogTable;
  catalog_revisions: CatalogRevisionTable;
  breaker_states: BreakerStateTable;
  webhook_endpoints: WebhookEndpointTable;
  webhook_deliveries: WebhookDeliveryTable;
  quota_shares: QuotaShareTable;
  slotkit_migrations: MigrationTable;
}

export interface BookingTable {
  client_id: string;
  uid: string;
  event_type: string;
  status: string;
  version: number;
  generation: number;
  start: number;
  end: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  time_zone: string;
  local_start: string;
  tzdb_version: string | null;
  /** JSON list. */
  host_ids: string;
  session_uid: string | null;
  seats: number;
  attendee_name: string;
  /** As the attendee wrote it. */
  attendee_email: string;
  /** The attendee's address in lower case: what the bookings of a person are counted by. */
  email: string;
  attendee_time_zone: string | null;
  attendee_phone: string | null;
  attendee_company: string | null;
  attendee_language: string | null;
  /** JSON list. */
  guests: string;
  /** JSON map. */
  answers: string;
  notes: string | null;
  /** JSON map. */
  metadata: string;
  no_show_host: Flag;
  no_show_attendee: Flag;
  series_uid: string | null;
  series_index: number | null;
  reschedule_count: number;
  reason: string | null;
  created_at: number;
  updated_at: number;
  calendar_id: string | null;
  calendar_event_id: string | null;
  crm_contact_id: string | null;
  crm_meeting_id: string | null;
  calendar_synced: Flag;
  crm_synced: Flag;
  requires_manual_calendar_sync: Flag;
  requires_manual_crm_sync: Flag;
}

export interface ClaimTable {
  client_id: string;
  host_id: string;
  start: number;
  end: number;
  kind: string;
  owner_uid: string;
  expires_at: number | null;
}

export interface ReservationTable {
  client_id: string;
  uid: string;
  event_type: string;
  start: number;
  end: number;
  /** JSON list. */
  host_ids: string;
  session_uid: string | null;
  seats: number;
  sender: string | null;
  extensions: number;
  expires_at: number;
  created_at: number;
}

export interface SessionTable {
  client_id: string;
  uid: string;
  event_type: string;
  version: number;
  start: number;
  end: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  time_zone: string;
  /** JSON list. */
  host_ids: string;
  capacity: number;
  booked: number;
  created_at: number;
  updated_at: number;
  calendar_id: string | null;
  calendar_event_id: string | null;
  calendar_synced: Flag;
  requires_manual_calendar_sync: Flag;
}

export interface OutboxTable {
  client_id: string;
  id: string;
  /** Whichever of the next two is given. */
  subject_uid: string;
  booking_uid: string | null;
  session_uid: string | null;
  integration: string;
  target: string;
  revision: number;
  state: string;
  delivered_version: number | null;
  delivered_generation: number | null;
  delivered_status: string | null;
  delivered_start: number | null;
  delivered_end: number | null;
  /** JSON list. */
  delivered_host_ids: string | null;
  delivered_calendar_id: string | null;
  uncertain: Flag;
  attempt: number;
  repairs: number;
  not_before: number;
  wanted_at: number;
  lease_owner: string | null;
  lease_until: number | null;
  failure_kind: string | null;
  failure_message: string | null;
  failure_remedy: string | null;
  failed_at: number | null;
}

export interface CalendarReadTable {
  client_id: string;
  calendar_id: string;
  start: number;
  end: number;
  /** JSON list of `[start, end]`. */
  busy: string;
  precision: string;
  read_at: number;
}

export interface IdempotencyKeyTable {
  client_id: string;
  route: string;
  key: string;
  fingerprint: string;
  /** The run that holds the key. */
  owner: string;
  lease_until: number;
  /** Null while the request runs. */
  answer: string | null;
  /** When the present run began. */
  created_at: number;
}

export interface RateLimitTable {
  client_id: string;
  key: string;
  count: number;
  /** When the window ends. */
  ends_at: number;
}

/** Documents of the stored catalog: what is one kind stands in one table, and all of them have the same columns. */
export interface CatalogTable {
  client_id: string;
  /** Of an event type: its slug. */
  id: string;
  /** JSON: the options as they were given. */
  options: string;
  version: number;
  created_at: number;
  updated_at: number;
  /** Kept out of sight since then. */
  deleted_at: number | null;
}

export interface CatalogRevisionTable {
  client_id: string;
  revision: number;
}

export interface BreakerStateTable {
  client_id: string;
  name: string;
  /** JSON; its instants are of the storage's time. */
  state: string;
  revision: string;
}

export interface WebhookEndpointTable {
  client_id: string;
  id: string;
  url: string;
  description: string | null;
  /** JSON list; null for all. */
  event_types: string | null;
  disabled_reason: string | null;
  generation: number;
  previous_secret_until: number | null;
  failures: number;
  failing_since: number | null;
  not_before: number;
  lanes: number;
  version: number;
  created_at: number;
  updated_at: number;
}

export interface WebhookDeliveryTable {
  client_id: string;
  id: string;
  endpoint_id: string;
  type: string;
  subject: string;
  sequence: number;
  /** As it is sent. */
  body: string;
  occurred_at: number;
  state: string;
  attempt: number;
  not_before: number;
  expires_at: number | null;
  wanted_at: number;
  lease_owner: string | null;
  lease_until: number | null;
  status: number | null;
  error: string | null;
  settled_at: number | null;
}

/** One process's part of one limit. */
export interface QuotaShareTable {
  client_id: string;
  name: string;
  owner: string;
  granted: number;
  wanted: number;
  held_until: number;
}

export interface MigrationTable {
  name: string;
  applied_at: number;
}
