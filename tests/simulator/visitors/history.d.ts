import type { OperationFact, ViewFact } from "../audit/facts.ts";
import type { Incoming } from "./network.ts";
/** An operation while it goes on. */
export type Operation = {
  -readonly [Key in keyof OperationFact]: OperationFact[Key];
} & {
  bodies: string[];
  /** The network delivers it once more, at a time of its own: no refusal is the last word. */
  doubled: boolean;
};
/** What everybody asked for and what they were told. */
export interface History {
  readonly operations: readonly OperationFact[];
  /** Notes that the network delivers a request of this name twice. */
  double(request: string): void;
  begin(about: Pick<OperationFact, "kind" | "uid" | "eventType" | "start">, request?: string): Operation;
  /** Notes what came of an attempt. @returns Whether it is known now how the operation ended. */
  note(operation: Operation, incoming: Incoming): boolean;
}
export declare function createHistory(now: () => number): History;
/** What an answer says of a booking. */
export declare function viewOf(text: string): ViewFact & {
  secret: string | null;
};
