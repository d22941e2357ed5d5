import type { Answer, BookingSnapshot } from "@slotkit/core";
import { cleanLine, splitName } from "./clean-text.ts";
import { convertFact, type Fact, type PropertyType } from "./convert-value.ts";
import {
  type AnswerMapping,
  type ConsentMapping,
  type MappedFact,
  mappedNames,
  type PropertyMapping,
} from "./property-mapping.ts";

/** What of a booking goes to which property of its contact. */
export interface ContactMapping {
  properties: PropertyMapping;
  answers: Readonly<Record<string, AnswerMapping>>;
  consents: readonly ConsentMapping[];
}

/** The values of a contact's properties, by internal name, and the names of those whose value does not fit the property. */
export interface ContactValues {
  values: Readonly<Record<string, string>>;
  unfit: readonly string[];
}

/**
 * A booking as property values. What is not known is left out: HubSpot takes an empty text as the wish to clear a property.
 *
 * @param typeOf - The type that a property has in the account.
 */
export function contactValues(
  booking: BookingSnapshot,
  { properties, answers, consents }: ContactMapping,
  typeOf: (property: string) => string,
): ContactValues {
  const facts = factsOf(booking);
  const pairs: [string, Fact][] = mappedNames(properties).map(([fact, name]) => [name, facts[fact]]);
  for (const [question, { property, type }] of Object.entries(answers)) {
    const answer = Object.hasOwn(booking.answers, question) ? booking.answers[question] : undefined;
    if (answer !== undefined) pairs.push([property, factOfAnswer(answer, type)]);
  }
  for (const { question, property, value } of consents) {
    const given = Object.hasOwn(booking.answers, question) && booking.answers[question] === true;
    if (given) pairs.push([property, { kind: "choice", value }]);
  }
  const converted = pairs.map(([name, fact]) => [name, convertFact(fact, typeOf(name))] as const);
  return {
    values: Object.fromEntries(converted.filter((pair): pair is [string, string] => Boolean(pair[1]))),
    unfit: converted.filter(([, value]) => value === undefined).map(([name]) => name),
  };
}

function factsOf({
  uid,
  start,
  timeZone,
  status,
  eventType,
  attendee,
  notes,
}: BookingSnapshot): Record<MappedFact, Fact> {
  const text = (value: string | null): Fact => ({ kind: "text", text: value ?? "" });
  const [firstName, lastName] = splitName(attendee.name);
  return {
    firstName: text(firstName),
    lastName: text(lastName),
    fullName: text(cleanLine(attendee.name)),
    phone: text(cleanLine(attendee.phone ?? "")),
    company: text(cleanLine(attendee.company ?? "")),
    bookingDate: { kind: "instant", epochMs: start, timeZone },
    bookingInquiry: text(notes),
    bookingStatus: { kind: "choice", value: status },
    bookingEventType: text(cleanLine(eventType.title)),
    bookingUid: text(uid),
  };
}

/** An answer is taken for what its property was declared to hold; most questions have text for answers. */
function factOfAnswer(answer: Answer, type: PropertyType | undefined): Fact {
  if (typeof answer === "string") {
    if (type === "date") return { kind: "day", date: answer };
    return type === "number" ? { kind: "number", number: Number(answer) } : { kind: "text", text: answer };
  }
  if (typeof answer === "number") return { kind: "number", number: answer };
  if (typeof answer === "boolean") return { kind: "yesNo", yes: answer };
  return { kind: "choices", values: answer };
}
