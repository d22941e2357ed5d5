import type { BookingSnapshot, BookingStatus } from "@slotkit/core";

/** What a contact shows of its latest booking. */
export type BookingProperty = "bookingDate" | "bookingStatus" | "bookingEventType" | "bookingUid";

/** HubSpot's internal name of the property for each fact; `false` leaves the fact out. */
export type PropertyMapping = Readonly<Record<BookingProperty, string | false>>;

export const defaultPropertyMapping: PropertyMapping = {
  bookingDate: "slotkit_last_booking_date",
  bookingStatus: "slotkit_last_booking_status",
  bookingEventType: "slotkit_last_booking_event_type",
  bookingUid: "slotkit_last_booking_uid",
};

/** A property as HubSpot is asked to create it. */
export interface PropertyDefinition {
  name: string;
  label: string;
  description: string;
  groupName: string;
  type: "datetime" | "enumeration" | "string";
  fieldType: "date" | "select" | "text";
  options?: readonly { label: string; value: string; displayOrder: number }[];
}

export const bookingPropertyGroup = { name: "slotkit", label: "SlotKit bookings", displayOrder: -1 };

const statusLabels: Readonly<Record<BookingStatus, string>> = {
  pending: "Pending",
  confirmed: "Confirmed",
  rejected: "Rejected",
  cancelled: "Cancelled",
  completed: "Completed",
};

const shapes: Readonly<Record<BookingProperty, Omit<PropertyDefinition, "name" | "groupName">>> = {
  bookingDate: {
    label: "Last booking: start",
    description: "When the latest booking of this contact starts.",
    type: "datetime",
    fieldType: "date",
  },
  bookingStatus: {
    label: "Last booking: status",
    description: "Where the latest booking of this contact stands.",
    type: "enumeration",
    fieldType: "select",
    options: Object.entries(statusLabels).map(([value, label], displayOrder) => ({ label, value, displayOrder })),
  },
  bookingEventType: {
    label: "Last booking: event type",
    description: "What this contact booked last.",
    type: "string",
    fieldType: "text",
  },
  bookingUid: {
    label: "Last booking: reference",
    description: "Reference of the latest booking of this contact.",
    type: "string",
    fieldType: "text",
  },
};

/** The properties that have to exist for this mapping. */
export function propertyDefinitions(mapping: PropertyMapping): PropertyDefinition[] {
  return factsOf(mapping).map(([fact, name]) => ({ name, groupName: bookingPropertyGroup.name, ...shapes[fact] }));
}

/** The booking as property values. Instants as ISO 8601, which HubSpot shows in the zone of whoever looks. */
export function bookingProperties(booking: BookingSnapshot, mapping: PropertyMapping): Record<string, string> {
  const values: Readonly<Record<BookingProperty, string>> = {
    bookingDate: new Date(booking.start).toISOString(),
    bookingStatus: booking.status,
    bookingEventType: booking.eventType.title,
    bookingUid: booking.uid,
  };
  return Object.fromEntries(factsOf(mapping).map(([fact, name]) => [name, values[fact]]));
}

function factsOf(mapping: PropertyMapping): [BookingProperty, string][] {
  return (Object.entries(mapping) as [BookingProperty, string | false][]).filter(
    (entry): entry is [BookingProperty, string] => entry[1] !== false,
  );
}
