import { z } from "zod";
import type { PersonPolicy, PersonRule } from "../ports/person-rules.ts";
import type { IdentityOptions } from "../rules/canonical-email.ts";
import { weekdays } from "../time/weekdays.ts";
import { timeZoneSchema } from "../validation/primitives.ts";

/** How often one person may book an event type. */
export interface PersonRuleOptions {
  /** Each of them must allow a booking. Default: none. */
  personRules?: readonly PersonRule[] | undefined;
}

/** People, for all event types of a client. */
export interface PeopleOptions {
  /** Look at all bookings of the client. Default: none. */
  rules?: readonly PersonRule[] | undefined;
  /**
   * Which spellings of an address count as one person. A change concerns bookings made from then on. Default: those that
   * every mail system takes for the same.
   */
  identity?: IdentityOptions | undefined;
}

const whole = (unit: string, most: number) =>
  z
    .int({ error: `must be a whole number of ${unit}` })
    .min(1, { error: "must be at least 1" })
    .max(most, { error: `must be at most ${most}` });

const common = {
  counts: z
    .array(z.enum(["pending", "confirmed", "rejected", "cancelled", "completed"]))
    .min(1)
    .readonly()
    .optional(),
};
const by = z.enum(["booking", "meeting"], { error: 'must be "booking" or "meeting"' }).optional();

const personRuleSchema: z.ZodType<PersonRule> = z.union(
  [
    z.strictObject({
      ...common,
      by,
      maxCount: whole("bookings", 1000),
      per: z.union([
        z.strictObject({ days: whole("days", 366) }),
        z.strictObject({
          calendar: z.enum(["day", "week", "month"]),
          timeZone: timeZoneSchema,
          weekStartsOn: z.enum(weekdays).optional(),
        }),
      ]),
    }),
    z.strictObject({ ...common, by, coolDownHours: whole("hours", 366 * 24) }),
    z.strictObject({ ...common, maxActive: whole("bookings", 1000) }),
  ],
  {
    error:
      "must be { maxCount, per: { days } }, { maxCount, per: { calendar, timeZone } }, { coolDownHours } or { maxActive }",
  },
);

const rules = z.array(personRuleSchema).max(20, { error: "must have at most 20 entries" }).readonly();

/** Fields of {@link PersonRuleOptions}. */
export const personRuleShape = { personRules: rules.optional() };

/** Schema of {@link PeopleOptions}. */
export const peopleSchema: z.ZodType<PeopleOptions> = z.strictObject({
  rules: rules.optional(),
  identity: z.strictObject({ ignorePlusTags: z.boolean().optional(), ignoreDots: z.boolean().optional() }).optional(),
});

export function resolvePersonRules({ personRules = [] }: PersonRuleOptions, people: PeopleOptions = {}) {
  const policy: PersonPolicy = {
    identity: people.identity ?? {},
    rules: [
      ...personRules.map((rule) => ({ ...rule, scope: "eventType" as const })),
      ...(people.rules ?? []).map((rule) => ({ ...rule, scope: "client" as const })),
    ],
  };
  return { people: policy };
}
