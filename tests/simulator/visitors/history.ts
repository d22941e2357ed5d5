import type { OperationFact, ViewFact } from "../audit/facts.ts";
import type { Incoming } from "./network.ts";

/** An operation while it goes on. */
export type Operation = { -readonly [Key in keyof OperationFact]: OperationFact[Key] } & {
  bodies: string[];
  /** The network delivers it once more, at a time of its own: no refusal is the last word. */
  doubled: boolean;
};

/** What everybody asked for and what they were told. */
export interface History {
  readonly operations: readonly OperationFact[];
  /** Notes that the network delivers a request of this name twice. */
  double(request: string): void;
  begin(
    about: Pick<OperationFact, "kind" | "uid" | "eventType" | "start"> & { count?: number | undefined },
    request?: string,
  ): Operation;
  /** Notes what came of an attempt. @returns Whether it is known now how the operation ended. */
  note(operation: Operation, incoming: Incoming): boolean;
}

export function createHistory(now: () => number): History {
  const operations: Operation[] = [];
  return {
    operations,
    double(request) {
      const operation = operations.find((candidate) => candidate.request === request);
      if (!operation) return;
      operation.doubled = true;
      if (operation.outcome === "refused") operation.outcome = "unknown";
    },
    begin(about, request = `request-${operations.length + 1}`) {
      const operation: Operation = {
        ...about,
        count: about.count ?? 1,
        request,
        sentAt: now(),
        endedAt: null,
        outcome: "open",
        code: null,
        view: null,
        bodies: [],
        doubled: false,
      };
      operations.push(operation);
      return operation;
    },
    note(operation, incoming) {
      if (incoming.kind === "unsent") {
        if (operation.outcome === "open") operation.outcome = "refused";
        return false;
      }
      if (incoming.kind === "lost" || incoming.status >= 500) {
        if (operation.outcome !== "done") operation.outcome = "unknown";
        return false;
      }
      if (incoming.status < 300) {
        const view = viewOf(incoming.text);
        operation.view = view;
        operation.uid = view.uid;
        operation.bodies.push(incoming.text);
        if (operation.outcome !== "done") operation.endedAt = now();
        operation.outcome = "done";
        return true;
      }
      operation.code = (JSON.parse(incoming.text) as { code: string }).code;
      // A refusal after an attempt that nobody knows the end of says nothing of that attempt.
      if (operation.outcome === "open") {
        operation.outcome = operation.doubled ? "unknown" : "refused";
        operation.endedAt = now();
      }
      return operation.code !== "idempotency_in_progress";
    },
  };
}

/** What an answer says of a booking. */
export function viewOf(text: string): ViewFact & { secret: string | null } {
  const body = JSON.parse(text) as {
    uid: string;
    status: string;
    version: number;
    start: string;
    end: string;
    hosts: { id: string }[];
    attendee: { email: string };
    manage?: { secret: string };
  };
  const { uid, status, version, attendee } = body;
  return {
    uid,
    status,
    version,
    start: Date.parse(body.start),
    end: Date.parse(body.end),
    hostIds: body.hosts.map(({ id }) => id),
    email: attendee.email.toLowerCase(),
    secret: body.manage?.secret ?? null,
  };
}
