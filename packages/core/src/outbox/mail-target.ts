import type { Effect } from "./effect.ts";

/** Whom a mail effect tells, and what for. */
export interface MailTarget {
  audience: "attendee" | "guest" | "host";
  /** Of a host: the id. Of a guest: a digest of the address. Empty for the attendee. */
  id: string;
  /** Of a reminder: how long before the start; null for news. */
  minutesBefore: number | null;
}

/** `attendee`, `host:<id>` or `guest:<digest>`; of a reminder behind `remind:<minutes>:`. */
export function formatMailTarget({ audience, id, minutesBefore }: MailTarget): string {
  const reader = audience === "attendee" ? audience : `${audience}:${id}`;
  return minutesBefore === null ? reader : `remind:${minutesBefore}:${reader}`;
}

/** Reads the target of a mail effect. */
export function parseMailTarget({ target }: Pick<Effect, "target">): MailTarget {
  const [, minutes, reader = target] = /^remind:(\d+):(.+)$/.exec(target) ?? [];
  const [audience = "", ...id] = reader.split(":");
  return {
    audience: audience === "host" || audience === "guest" ? audience : "attendee",
    id: id.join(":"),
    minutesBefore: minutes === undefined ? null : Number(minutes),
  };
}

/** A reminder waits for its time, which says nothing of how well mails get through. */
export function isWaitingReminder({ integration, target, state, failure }: Effect): boolean {
  return integration === "mail" && target.startsWith("remind:") && state === "pending" && failure === null;
}
