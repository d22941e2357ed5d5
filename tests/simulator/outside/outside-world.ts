import type { CalendarProvider, Clock, CrmProvider, Notifier } from "@slotkit/core";
import type { ContactFact, EventFact, MailFact } from "../audit/facts.ts";
import type { OutsideLine } from "../server/outside-line.ts";
import type { ServiceName } from "../world/outside-weather.ts";
import type { OutsideCalendar } from "./people.ts";

/** The services outside, which know nothing of SlotKit and outlive its processes. */
export interface OutsideWorld {
  readonly calendar: OutsideCalendar;
  readonly mails: readonly MailFact[];
  events(): EventFact[];
  contacts(): ContactFact[];
  /** The adapters of one process, over its lines. */
  adaptersFor(clock: Clock, lines: Readonly<Record<ServiceName, OutsideLine>>): Adapters;
}

export interface Adapters {
  calendar: CalendarProvider;
  crm: CrmProvider;
  notifier: Notifier;
}
