import { z } from "zod";
import type { EventType, Host } from "../ports/catalog.ts";
import {
  type AssignmentOptions,
  assignmentShape,
  refuseWrongAssignment,
  resolveAssignment,
} from "./assignment-schema.ts";
import { type BotDefenceChoice, botDefenceShape, resolveBotDefenceChoice } from "./bot-defence-schema.ts";
import { type CalendarErrorOptions, calendarErrorShape, resolveCalendarError } from "./calendar-error-schema.ts";
import { type ConfirmationOptions, confirmationShape, resolveConfirmation } from "./confirmation-schema.ts";
import { type GuestsOptions, guestsShape, resolveGuests } from "./guests-schema.ts";
import { type ClientLimitOptions, type LimitsOptions, limitsShape, resolveLimits } from "./limits-schema.ts";
import { type OfferOptions, offerShape, resolveOffer } from "./offer-schema.ts";
import {
  type PeopleOptions,
  type PersonRuleOptions,
  personRuleShape,
  resolvePersonRules,
} from "./person-rules-schema.ts";
import { type PoliciesOptions, policiesShape, resolvePolicies } from "./policies-schema.ts";
import { type PresentationOptions, presentationShape, resolvePresentation } from "./presentation-schema.ts";
import { type QuestionsOptions, questionsShape, resolveQuestions } from "./questions-schema.ts";
import { type RecurringOptions, recurringShape, resolveRecurring } from "./recurring-schema.ts";
import { type RemindersOptions, remindersShape, resolveReminders } from "./reminders-schema.ts";
import { resolveSeats, type SeatsOptions, seatsShape } from "./seats-schema.ts";
import { resolveTiming, type TimingOptions, timingShape } from "./timing-schema.ts";

/**
 * An event type as configured. Every group of options has a file of its own, with its fields, its schema, what it refuses
 * and what it resolves to; here they come together.
 */
export interface EventTypeOptions
  extends PresentationOptions,
    TimingOptions,
    AssignmentOptions,
    ConfirmationOptions,
    QuestionsOptions,
    GuestsOptions,
    PoliciesOptions,
    RecurringOptions,
    RemindersOptions,
    CalendarErrorOptions,
    OfferOptions,
    PersonRuleOptions,
    LimitsOptions,
    SeatsOptions,
    BotDefenceChoice {}

/** Fields of {@link EventTypeOptions}. */
export const eventTypeShape = {
  ...presentationShape,
  ...timingShape,
  ...assignmentShape,
  ...confirmationShape,
  ...questionsShape,
  ...guestsShape,
  ...policiesShape,
  ...recurringShape,
  ...remindersShape,
  ...calendarErrorShape,
  ...offerShape,
  ...personRuleShape,
  ...limitsShape,
  ...seatsShape,
  ...botDefenceShape,
};

/** Schema of {@link EventTypeOptions}. */
export const eventTypeSchema: z.ZodType<EventTypeOptions> = z
  .strictObject(eventTypeShape)
  .superRefine(refuseWrongAssignment);

/** What holds for all event types of a catalog. */
interface CatalogWide {
  revision?: number | null;
  people?: PeopleOptions | undefined;
  limits?: readonly ClientLimitOptions[] | undefined;
}

/**
 * The event type that options describe, with its hosts and with what was left out filled in.
 *
 * @param catalog - What it takes from the catalog as a whole; see {@link EventType.catalogRevision}.
 */
export function resolveEventType(
  options: EventTypeOptions,
  knownHosts: ReadonlyMap<string, Host>,
  { revision = null, people, limits }: CatalogWide = {},
): EventType {
  const { hosts, assignment } = resolveAssignment(options, knownHosts);
  const timing = resolveTiming(options, hosts);
  return {
    ...resolvePresentation(options),
    ...timing,
    assignment,
    hosts,
    ...resolveConfirmation(options),
    ...resolveQuestions(options),
    ...resolveGuests(options),
    ...resolvePolicies(options),
    ...resolveRecurring(options),
    ...resolveReminders(options),
    ...resolveCalendarError(options),
    ...resolveOffer(options),
    catalogRevision: revision,
    ...resolvePersonRules(options, people),
    ...resolveLimits(options, timing.timeZone, limits),
    ...resolveSeats(options),
    ...resolveBotDefenceChoice(options),
  };
}
