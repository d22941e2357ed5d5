import type { WebhookDelivery, WebhookEndpoint } from "@slotkit/core";
import type { Selectable } from "kysely";
import type { WebhookDeliveryTable, WebhookEndpointTable } from "../schema.ts";

export function toEndpointRow(endpoint: WebhookEndpoint): WebhookEndpointTable {
  return {
    client_id: endpoint.clientId,
    id: endpoint.id,
    url: endpoint.url,
    description: endpoint.description,
    event_types: endpoint.eventTypes && JSON.stringify(endpoint.eventTypes),
    disabled_reason: endpoint.disabledReason,
    generation: endpoint.generation,
    previous_secret_until: endpoint.previousSecretUntil,
    failures: endpoint.failures,
    failing_since: endpoint.failingSince,
    not_before: endpoint.notBefore,
    lanes: endpoint.lanes,
    version: endpoint.version,
    created_at: endpoint.createdAt,
    updated_at: endpoint.updatedAt,
  };
}

export function toEndpoint(row: Selectable<WebhookEndpointTable>): WebhookEndpoint {
  return {
    clientId: row.client_id,
    id: row.id,
    url: row.url,
    description: row.description,
    eventTypes: row.event_types === null ? null : JSON.parse(row.event_types),
    disabledReason: row.disabled_reason as WebhookEndpoint["disabledReason"],
    generation: row.generation,
    previousSecretUntil: row.previous_secret_until,
    failures: row.failures,
    failingSince: row.failing_since,
    notBefore: row.not_before,
    lanes: row.lanes,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function toDeliveryRow(delivery: WebhookDelivery): WebhookDeliveryTable {
  return {
    client_id: delivery.clientId,
    id: delivery.id,
    endpoint_id: delivery.endpointId,
    type: delivery.type,
    subject: delivery.subject,
    sequence: delivery.sequence,
    body: delivery.body,
    occurred_at: delivery.occurredAt,
    state: delivery.state,
    attempt: delivery.attempt,
    not_before: delivery.notBefore,
    expires_at: delivery.expiresAt,
    wanted_at: delivery.wantedAt,
    lease_owner: delivery.leaseOwner,
    lease_until: delivery.leaseUntil,
    status: delivery.status,
    error: delivery.error,
    settled_at: delivery.settledAt,
  };
}

export function toDelivery(row: Selectable<WebhookDeliveryTable>): WebhookDelivery {
  return {
    clientId: row.client_id,
    id: row.id,
    endpointId: row.endpoint_id,
    type: row.type as WebhookDelivery["type"],
    subject: row.subject,
    sequence: row.sequence,
    body: row.body,
    occurredAt: row.occurred_at,
    state: row.state as WebhookDelivery["state"],
    attempt: row.attempt,
    notBefore: row.not_before,
    expiresAt: row.expires_at,
    wantedAt: row.wanted_at,
    leaseOwner: row.lease_owner,
    leaseUntil: row.lease_until,
    status: row.status,
    error: row.error,
    settledAt: row.settled_at,
  };
}
