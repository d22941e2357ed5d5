import { html } from "lit";
import type { Language } from "./messages/language.ts";
import type { Messages } from "./messages/messages.ts";
import type { Notice } from "./notice.ts";
import { firstFreeDay } from "./store/availability.ts";
import type { BookingStore } from "./store/booking-store.ts";
import type { Failure } from "./store/failure.ts";
import { dayOf } from "./time/time-zone.ts";

export function wordsOf({ kind, retryAfterSeconds }: Failure, messages: Messages): string {
  return kind === "rateLimited" ? messages.rateLimited(retryAfterSeconds) : messages.failures[kind];
}

/** What stands in place of the times; null when there are some, or none yet. Empty, failed and not yet asked are three things. */
export function monthNotice(store: BookingStore, { messages, formats }: Language): Notice | null {
  const { month, state } = store.availability;
  const actions = [{ label: messages.retry, run: () => store.retry() }];
  if (state.kind === "failed") return { text: wordsOf(state.failure, messages), isWrong: true, actions };
  if (state.kind === "loading" || firstFreeDay(state.days)) return null;
  if (!state.isKnown) return { text: messages.failures.calendarUnavailable, isWrong: true, actions };
  const next = state.nextAvailable && dayOf(Date.parse(state.nextAvailable), formats.timeZone);
  const text = next ? messages.noTimesInMonth(formats.month(month)) : messages.noTimesAtAll;
  return {
    text: html`<slot name="empty">${text}</slot>`,
    isWrong: false,
    actions: next ? [{ label: messages.nextAvailable(formats.shortDay(next)), run: () => store.selectDay(next) }] : [],
  };
}

/** Why a booking did not succeed. A taken time comes with the nearest free ones. */
export function submitNotice(failure: Failure, store: BookingStore, { messages, formats }: Language): Notice {
  const nearby = failure.alternatives.map((slot) => ({
    label: formats.shortDateTime(slot.start),
    run: () => void store.selectSlot(slot),
  }));
  const others = { label: messages.otherTimes, run: () => store.backToTimes() };
  return {
    text: wordsOf(failure, messages),
    isWrong: true,
    actions: failure.kind === "taken" ? [...nearby, others] : [],
  };
}

/** Why nothing can be done here, and whether it is worth another try. @param isLink - A booking was to be opened by its link. */
export function unusableNotice(failure: Failure, isLink: boolean, store: BookingStore, { messages }: Language): Notice {
  if (failure.kind === "invalid" || failure.code === "configuration") return { text: messages.notSetUp, isWrong: true };
  if (failure.kind === "missing") {
    return { text: isLink ? messages.linkInvalid : messages.eventTypeUnknown, isWrong: true };
  }
  const retry = { label: messages.retry, run: () => store.retry() };
  return { text: wordsOf(failure, messages), isWrong: true, actions: [retry] };
}
