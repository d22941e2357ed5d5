import type { CallOptions, CrmProvider } from "@slotkit/core";
import { bookingProperties, propertyDefinitions } from "./booking-properties.ts";
import { checkHubSpot } from "./check-hubspot.ts";
import { contactProperties, withoutBlanks } from "./contact-properties.ts";
import { type EnsurePropertiesResult, ensureProperties } from "./ensure-properties.ts";
import { createHubSpotApi } from "./hubspot-api.ts";
import { type HubSpotOptions, readHubSpotOptions } from "./hubspot-options.ts";
import { hubspotPaths } from "./hubspot-paths.ts";
import { upsertContact } from "./upsert-contact.ts";

/** HubSpot as a place where bookings are recorded. */
export interface HubSpotCrm extends CrmProvider {
  readonly name: "hubspot";
  /**
   * Makes the contact properties that bookings are written to, with their group, where they are missing. Needs the scopes
   * crm.schemas.contacts.read and .write. May be repeated.
   *
   * @throws {IntegrationError}
   */
  ensureProperties(options?: CallOptions): Promise<EnsurePropertiesResult>;
}

/**
 * Creates the CRM provider for HubSpot: one contact per attendee, found or made by e-mail address, with the latest
 * booking as properties of it.
 *
 * @throws {ConfigurationError} when an option is wrong, with its name, what it received and the remedy.
 */
export function hubspot(options: HubSpotOptions): HubSpotCrm {
  const { properties: mapping, lifecycleStage, apiVersion, clock, ...access } = readHubSpotOptions(options);
  const api = createHubSpotApi({ ...access, clock });
  const paths = hubspotPaths(apiVersion);

  const ensure = ({ signal }: CallOptions = {}) =>
    ensureProperties(propertyDefinitions(mapping), { api, paths, nowMs: clock.now(), signal });

  return {
    name: "hubspot",
    recordBooking: ({ booking, contactId }, { signal } = {}) =>
      upsertContact(
        {
          contactId,
          email: booking.attendee.email,
          properties: withoutBlanks({ ...contactProperties(booking.attendee), ...bookingProperties(booking, mapping) }),
          onCreate: lifecycleStage === false ? {} : { lifecyclestage: lifecycleStage },
        },
        { api, paths, nowMs: clock.now(), signal },
      ),
    check: ({ signal } = {}) =>
      checkHubSpot({ api, accountPath: paths.account, accessToken: access.accessToken, clock, signal }),
    ensureProperties: ensure,
    async prepare(callOptions) {
      const { unfit } = await ensure(callOptions);
      return unfit.map(
        ({ name, type, needed }) =>
          `The contact property ${name} is of type ${type} and cannot hold a ${needed}: map it to another property, or change it in HubSpot.`,
      );
    },
  };
}
