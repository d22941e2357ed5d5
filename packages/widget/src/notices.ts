import { html } from "lit";
import type { Language } from "./messages/language.ts";
import type { Notice } from "./notice.ts";
import { firstFreeDay } from "./store/availability.ts";
import type { BookingStore } from "./store/booking-store.ts";
import type { Failure } from "./store/failure.ts";
import type { TimesStore } from "./store/times-store.ts";
import { dayOf } from "./time/time-zone.ts";

export function wordsOf({ kind, retryAfterSeconds }: Failure, { messages, formats }: Language): string {
  if (kind !== "rateLimited") return messages.failures[kind];
  return messages.rateLimited(retryAfterSeconds ? formats.wait(Math.ceil(retryAfterSeconds / 60)) : null);
}

/** What stands in place of the times; null when there are some, or none yet. Empty, failed and not yet asked are three things. */
export function monthNotice(store: TimesStore): Notice | null {
  const { month, language } = store;
  const { messages, formats } = language;
  if (month.kind === "loading") return null;
  if (month.kind === "failed") return failureNotice(month.failure, store);
  if (firstFreeDay(month.days)) return null;
  const actions = [{ label: messages.retry, run: () => store.retry() }];
  if (!month.isKnown) return { text: messages.failures.calendarUnavailable, isWrong: true, actions };
  const next = month.nextAvailable && dayOf(Date.parse(month.nextAvailable), formats.timeZone);
  const text = next ? messages.noTimesInMonth(formats.month(store.availability.month)) : messages.noTimesAtAll;
  return {
    text: html`<slot name="empty">${text}</slot>`,
    isWrong: false,
    actions: next ? [{ label: messages.nextAvailable(formats.shortDay(next)), run: () => store.selectDay(next) }] : [],
  };
}

/** Why nothing can be done here, and whether it is worth another try. */
export function failureNotice(failure: Failure, store: TimesStore): Notice {
  const { config, language } = store;
  const { messages } = language;
  const isLink = config.cancelUid + config.rescheduleUid !== "";
  if (failure.kind === "invalid" || failure.code === "configuration") return { text: messages.notSetUp, isWrong: true };
  if (failure.kind === "missing") {
    return { text: isLink ? messages.linkInvalid : messages.eventTypeUnknown, isWrong: true };
  }
  const retry = { label: messages.retry, run: () => store.retry() };
  return { text: wordsOf(failure, language), isWrong: true, actions: [retry] };
}

/** Why a booking did not succeed. A taken time comes with the nearest free ones. */
export function submitNotice(failure: Failure, store: BookingStore): Notice {
  const { messages, formats } = store.language;
  const nearby = failure.alternatives.map((slot) => ({
    label: formats.shortDateTime(slot.start),
    run: () => void store.selectSlot(slot),
  }));
  const others = { label: messages.otherTimes, run: () => store.backToTimes() };
  return {
    text: wordsOf(failure, store.language),
    isWrong: true,
    actions: failure.kind === "taken" ? [...nearby, others] : [],
  };
}
