import type { CrmProvider } from "@slotkit/core";
import { createAccountProperties } from "./account-properties.ts";
import { checkHubSpot } from "./check-hubspot.ts";
import { createContacts, type HubSpotContacts } from "./contacts.ts";
import type { EnsurePropertiesOptions, EnsurePropertiesResult } from "./ensure-properties.ts";
import { createHubSpotApi } from "./hubspot-api.ts";
import { type HubSpotOptions, readHubSpotOptions } from "./hubspot-options.ts";
import { hubspotPaths } from "./hubspot-paths.ts";
import { createLookupCache } from "./lookup-cache.ts";
import { propertyDefinitions } from "./property-mapping.ts";
import { type BookingRecorder, recordBooking } from "./record-booking.ts";

/** HubSpot as a place where bookings are recorded. */
export interface HubSpotCrm extends CrmProvider {
  readonly name: "hubspot";
  /** The contacts of the account, for scripts and for what a host application does beside bookings. */
  readonly contacts: HubSpotContacts;
  /**
   * Makes the contact properties that bookings are written to, with their group, where they are missing, and says which do
   * not fit. Needs the scopes crm.schemas.contacts.read and .write. May be repeated.
   *
   * @throws {IntegrationError}
   */
  ensureProperties(options?: EnsurePropertiesOptions): Promise<EnsurePropertiesResult>;
}

/**
 * Creates the CRM provider for HubSpot: one contact per attendee, found or made by e-mail address, with the latest booking
 * as properties of it, and a meeting on its timeline for each booking.
 *
 * @throws {ConfigurationError} when an option is wrong, with its name, what it received and the remedy.
 */
export function hubspot(options: HubSpotOptions): HubSpotCrm {
  const settings = readHubSpotOptions(options);
  const { credentials, apiVersion, basePath, timeoutMs, clock } = settings;
  const paths = hubspotPaths(apiVersion);
  const api = createHubSpotApi({ credentials, tokenPath: paths.token, basePath, timeoutMs, clock });
  const connection = { api, paths, clock };
  const { properties, answers, consents, lifecycleStage, meetings, hostAsOwner } = settings;
  const recorder: BookingRecorder = {
    connection,
    mapping: { properties, answers, consents },
    properties: createAccountProperties(propertyDefinitions(properties, answers), clock),
    lifecycleStage,
    meetings,
    hostAsOwner,
    contactIds: createLookupCache(clock),
    ownerIds: createLookupCache(clock),
  };
  const check = (signal: AbortSignal | undefined) => checkHubSpot(credentials, connection, signal);

  return {
    name: "hubspot",
    contacts: createContacts(connection, recorder.contactIds),
    pacesRequests: true,
    recordBooking: (request, callOptions = {}) => recordBooking(request, recorder, callOptions),
    async check({ signal } = {}) {
      const health = await check(signal);
      const remarks = recorder.properties.remarks();
      if (health.state !== "ok" || remarks.length === 0) return health;
      return { ...health, state: "degraded", detail: remarks.join(" ") };
    },
    ensureProperties: (ensureOptions) => recorder.properties.ensure(connection, ensureOptions),
    async prepare({ signal } = {}) {
      const { state, detail } = await check(signal);
      const tokenRemark = detail === null ? [] : [detail];
      if (state === "down") return tokenRemark;
      await recorder.properties.ensure(connection, { signal });
      return [...tokenRemark, ...recorder.properties.remarks()];
    },
  };
}
