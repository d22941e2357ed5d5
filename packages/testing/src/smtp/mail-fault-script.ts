/**
 * What goes wrong with one mail.
 *
 * - `reject`: the server answers `code` (4xx: try later, 5xx: never) to a recipient or to the finished mail.
 * - `drop`: the connection breaks while the mail is sent, without an answer. With `commit` the mail was kept all the
 *   same, so that the sender cannot know whether it arrived.
 */
export type MailFault =
  | { kind: "reject"; at: "rcpt" | "data"; code: number; message?: string }
  | { kind: "drop"; commit?: boolean };

export interface MailFaultRule {
  /** Occasions to let through first. Default: 0. */
  skip?: number;
  /** Occasions to spoil after that; `Infinity` until cleared. Default: 1. */
  times?: number;
  fault: MailFault;
}

/** Where in the conversation a fault strikes. */
export type MailStage = "rcpt" | "data";

export interface MailFaultScript {
  /** Adds a rule after those that are there. */
  add(rule: MailFaultRule): void;
  /** The fault for this moment, or `undefined`. Counts against the first rule of this stage that is not used up. */
  match(stage: MailStage): MailFault | undefined;
  /** Rules that still wait, so that a test can tell that its script was played to the end. */
  remaining(): MailFaultRule[];
  /** Forgets every rule. */
  clear(): void;
}

interface LiveRule {
  rule: MailFaultRule;
  skip: number;
  times: number;
}

/** A script of faults for a mail server, asked once per recipient and once per mail. */
export function createMailFaultScript(): MailFaultScript {
  let live: LiveRule[] = [];
  return {
    add(rule) {
      live.push({ rule, skip: rule.skip ?? 0, times: rule.times ?? 1 });
    },
    match(stage) {
      const met = live.find((entry) => stageOf(entry.rule.fault) === stage);
      if (met === undefined) return undefined;
      if (met.skip > 0) {
        met.skip -= 1;
        return undefined;
      }
      met.times -= 1;
      if (met.times <= 0) live = live.filter((entry) => entry !== met);
      return met.rule.fault;
    },
    remaining: () => live.map((entry) => entry.rule),
    clear() {
      live = [];
    },
  };
}

function stageOf(fault: MailFault): MailStage {
  return fault.kind === "reject" ? fault.at : "data";
}
