import { formatInstantUtc, isLocalDate, localDateAt } from "@slotkit/core";
import { cleanLine, cleanText } from "./clean-text.ts";

/** What a booking knows, before it is fitted to a property. */
export type Fact =
  | { kind: "text"; text: string }
  | { kind: "choice"; value: string }
  | { kind: "choices"; values: readonly string[] }
  | { kind: "number"; number: number }
  /** `YYYY-MM-DD`. */
  | { kind: "day"; date: string }
  | { kind: "yesNo"; yes: boolean }
  /** `timeZone` is that in which the day is read when the property holds days only. */
  | { kind: "instant"; epochMs: number; timeZone: string };

/** The type of a property, as HubSpot spells it; only these are written to. */
export const propertyTypes = ["string", "number", "bool", "enumeration", "date", "datetime"] as const;

/** One of `propertyTypes`. */
export type PropertyType = (typeof propertyTypes)[number];

type Converter = (fact: never) => string | undefined;

/** What each kind of fact becomes in each type of property. What is not here does not fit. */
const converters: { [Kind in Fact["kind"]]: Partial<Record<PropertyType, Converter>> } = {
  text: {
    string: ({ text }: FactOf<"text">) => cleanText(text),
    enumeration: ({ text }: FactOf<"text">) => cleanLine(text),
  },
  day: {
    date: ({ date }: FactOf<"day">) => (isLocalDate(date) ? date : undefined),
    string: ({ date }: FactOf<"day">) => cleanLine(date),
  },
  choice: {
    string: ({ value }: FactOf<"choice">) => value,
    enumeration: ({ value }: FactOf<"choice">) => value,
  },
  choices: {
    string: ({ values }: FactOf<"choices">) => cleanText(values.join(", ")),
    enumeration: ({ values }: FactOf<"choices">) => values.join(";"),
  },
  number: {
    number: ({ number }: FactOf<"number">) => (Number.isFinite(number) ? String(number) : undefined),
    string: ({ number }: FactOf<"number">) => String(number),
    enumeration: ({ number }: FactOf<"number">) => String(number),
  },
  yesNo: {
    bool: ({ yes }: FactOf<"yesNo">) => String(yes),
    enumeration: ({ yes }: FactOf<"yesNo">) => String(yes),
    string: ({ yes }: FactOf<"yesNo">) => String(yes),
  },
  instant: {
    datetime: ({ epochMs }: FactOf<"instant">) => formatInstantUtc(epochMs),
    // HubSpot shows a day as that day in every zone, so it has to be the one of those who meet.
    date: ({ epochMs, timeZone }: FactOf<"instant">) => localDateAt(timeZone, epochMs),
    string: ({ epochMs }: FactOf<"instant">) => formatInstantUtc(epochMs),
  },
};

type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { kind: Kind }>;

/** Whether a property of this type can hold facts of this kind. */
export function fits(kind: Fact["kind"], type: string): boolean {
  return converters[kind][type as PropertyType] !== undefined;
}

/**
 * A fact as HubSpot takes it, where all values are text.
 *
 * @returns Undefined when this very fact cannot be held by a property of this type. Empty when there is nothing to say.
 */
export function convertFact(fact: Fact, type: string): string | undefined {
  return converters[fact.kind][type as PropertyType]?.(fact as never);
}
