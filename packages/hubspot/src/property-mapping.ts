import type { BookingStatus } from "@slotkit/core";
import type { Fact, PropertyType } from "./convert-value.ts";

/** What of a booking and its attendee a contact can show. The e-mail address is not among them: contacts are found by it. */
export const mappedFacts = [
  "firstName",
  "lastName",
  "fullName",
  "phone",
  "company",
  "bookingDate",
  "bookingInquiry",
  "bookingStatus",
  "bookingEventType",
  "bookingUid",
] as const;

/** One of `mappedFacts`. */
export type MappedFact = (typeof mappedFacts)[number];

/** HubSpot's internal name of the property for each fact; `false` leaves the fact out. */
export type PropertyMapping = Readonly<Record<MappedFact, string | false>>;

/** Where the answer to a question goes. */
export interface AnswerMapping {
  /** HubSpot's internal name. */
  property: string;
  /** Used to create the property where it is missing; one that exists keeps its own. Default: `string`. */
  type?: PropertyType | undefined;
  /** What can be chosen, for a property of type `enumeration`. */
  options?: readonly string[] | undefined;
  /** Whether several can be chosen at once. Default: false. */
  multiple?: boolean | undefined;
}

/** Writes a value when a question was answered with yes, and nothing otherwise: consent is never taken back here. */
export interface ConsentMapping {
  /** Name of the question. */
  question: string;
  /** HubSpot's internal name, such as `hs_legal_basis`. */
  property: string;
  /** What is written, such as `Freely given consent from contact`. */
  value: string;
}

export const defaultPropertyMapping: PropertyMapping = {
  firstName: "firstname",
  lastName: "lastname",
  fullName: false,
  phone: "phone",
  company: "company",
  bookingDate: "slotkit_last_booking_date",
  bookingInquiry: "slotkit_last_booking_inquiry",
  bookingStatus: "slotkit_last_booking_status",
  bookingEventType: "slotkit_last_booking_event_type",
  bookingUid: "slotkit_last_booking_uid",
};

/** A property as HubSpot is asked to create it, and the kind of fact that it has to hold. */
export interface PropertyDefinition {
  kind: Fact["kind"];
  name: string;
  label: string;
  description: string;
  groupName: string;
  type: PropertyType;
  fieldType: "date" | "select" | "text" | "textarea" | "number" | "checkbox" | "booleancheckbox";
  options?: readonly PropertyOption[];
}

interface PropertyOption {
  label: string;
  value: string;
  displayOrder: number;
}

export const bookingPropertyGroup = { name: "slotkit", label: "SlotKit bookings", displayOrder: -1 };

const statusLabels: Readonly<Record<BookingStatus, string>> = {
  pending: "Pending",
  confirmed: "Confirmed",
  rejected: "Rejected",
  cancelled: "Cancelled",
  completed: "Completed",
};

type Shape = Omit<PropertyDefinition, "name" | "groupName">;

const line = { kind: "text", type: "string", fieldType: "text" } as const;

const shapes: Readonly<Record<MappedFact, Shape>> = {
  firstName: { ...line, label: "First name", description: "First word of the attendee's name." },
  lastName: { ...line, label: "Last name", description: "The attendee's name after its first word." },
  fullName: { ...line, label: "Name", description: "The attendee's name as it was given." },
  phone: { ...line, label: "Phone", description: "The attendee's phone number." },
  company: { ...line, label: "Company", description: "The attendee's company." },
  bookingDate: {
    kind: "instant",
    label: "Last booking: start",
    description: "When the latest booking of this contact starts.",
    type: "datetime",
    fieldType: "date",
  },
  bookingInquiry: {
    kind: "text",
    label: "Last booking: inquiry",
    description: "What the attendee wrote with the latest booking.",
    type: "string",
    fieldType: "textarea",
  },
  bookingStatus: {
    kind: "choice",
    label: "Last booking: status",
    description: "Where the latest booking of this contact stands.",
    type: "enumeration",
    fieldType: "select",
    options: Object.entries(statusLabels).map(([value, label], displayOrder) => ({ label, value, displayOrder })),
  },
  bookingEventType: { ...line, label: "Last booking: event type", description: "What this contact booked last." },
  bookingUid: {
    ...line,
    label: "Last booking: reference",
    description: "Reference of the latest booking of this contact.",
  },
};

const answerShapes: Readonly<Record<PropertyType, Pick<Shape, "kind" | "fieldType">>> = {
  string: { kind: "text", fieldType: "text" },
  number: { kind: "number", fieldType: "number" },
  bool: { kind: "yesNo", fieldType: "booleancheckbox" },
  enumeration: { kind: "choice", fieldType: "select" },
  date: { kind: "day", fieldType: "date" },
  datetime: { kind: "instant", fieldType: "date" },
};

/** The facts that are mapped, each with its property. */
export function mappedNames(mapping: PropertyMapping): [MappedFact, string][] {
  return mappedFacts.flatMap((fact) => {
    const name = mapping[fact];
    return name === false ? [] : [[fact, name] as [MappedFact, string]];
  });
}

/** The properties that have to exist for these mappings. */
export function propertyDefinitions(
  mapping: PropertyMapping,
  answers: Readonly<Record<string, AnswerMapping>> = {},
): PropertyDefinition[] {
  const { name: groupName } = bookingPropertyGroup;
  return [
    ...mappedNames(mapping).map(([fact, name]) => ({ name, groupName, ...shapes[fact] })),
    ...Object.entries(answers).map(([question, answer]) => ({ groupName, ...answerDefinition(question, answer) })),
  ];
}

function answerDefinition(question: string, answer: AnswerMapping): Omit<PropertyDefinition, "groupName"> {
  const { property, type = "string", options = [], multiple = false } = answer;
  const values = type === "bool" ? ["true", "false"] : options;
  return {
    ...answerShapes[type],
    ...(multiple ? { fieldType: "checkbox" as const } : {}),
    name: property,
    label: `Answer: ${question}`,
    description: `Answer to the question "${question}" of the latest booking.`,
    type,
    ...(values.length === 0
      ? {}
      : { options: values.map((value, displayOrder) => ({ label: labelOf(type, value), value, displayOrder })) }),
  };
}

function labelOf(type: PropertyType, value: string): string {
  if (type !== "bool") return value;
  return value === "true" ? "Yes" : "No";
}
