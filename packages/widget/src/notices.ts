import { html } from "lit";
import type { Language } from "./messages/language.ts";
import type { Notice } from "./notice.ts";
import { firstFreeDay, type MonthState } from "./store/availability.ts";
import type { Failure } from "./store/failure.ts";
import type { DayKey, MonthKey } from "./time/calendar-date.ts";
import type { Span } from "./time/formats.ts";
import { dayOf } from "./time/time-zone.ts";

/** What stands in place of the times; null when there are some, or none yet. Empty, failed and not yet asked are three things. */
export function monthNotice(
  month: MonthKey,
  state: MonthState,
  { messages, formats }: Language,
  act: { retry: () => void; jump: (day: DayKey) => void },
): Notice | null {
  const retry = { label: messages.retry, run: act.retry };
  if (state.kind === "failed") return { text: messages.failure(state.failure), isWrong: true, actions: [retry] };
  if (state.kind === "loading" || firstFreeDay(state.days)) return null;
  if (!state.isKnown) {
    const text = messages.failure({ kind: "calendarUnavailable", code: "calendar_unavailable" });
    return { text, isWrong: true, actions: [retry] };
  }
  const next = state.nextAvailable && dayOf(Date.parse(state.nextAvailable), formats.timeZone);
  const text = next ? messages.noTimesInMonth(formats.month(month)) : messages.noTimesAtAll;
  const jump = next ? [{ label: messages.nextAvailable(formats.shortDay(next)), run: () => act.jump(next) }] : [];
  return { text: html`<slot name="empty">${text}</slot>`, isWrong: false, actions: jump };
}

/** Why a booking did not succeed. A taken time comes with the nearest free ones. */
export function submitNotice(
  failure: Failure,
  slot: Span,
  { messages, formats }: Language,
  act: { choose: (span: Span) => void; back: () => void },
): Notice {
  if (failure.kind !== "taken") return { text: messages.failure(failure), isWrong: true };
  const nearby = failure.alternatives.map((span) => ({
    label: formats.shortDateTime(span.start),
    run: () => act.choose(span),
  }));
  const taken = messages.taken(formats.time(slot.start));
  return {
    text: nearby.length > 0 ? `${taken} ${messages.freeNearby}` : taken,
    isWrong: true,
    actions: [...nearby, { label: messages.otherTimes, run: act.back }],
  };
}

/** Why nothing can be done here, and whether it is worth another try. @param isLink - A booking was to be opened by its link. */
export function unusableNotice(failure: Failure, isLink: boolean, { messages }: Language, retry: () => void): Notice {
  if (failure.kind === "invalid" || failure.code === "configuration") return { text: messages.notSetUp, isWrong: true };
  if (failure.kind === "missing") {
    return { text: isLink ? messages.linkInvalid : messages.eventTypeUnknown, isWrong: true };
  }
  return { text: messages.failure(failure), isWrong: true, actions: [{ label: messages.retry, run: retry }] };
}
