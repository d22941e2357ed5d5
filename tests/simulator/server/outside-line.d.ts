import { type CallOptions, type FailureKind } from "@slotkit/core";
import type { OutsideWeather, ServiceName } from "../world/outside-weather.ts";
import type { Trace } from "../world/trace.ts";
import type { VirtualTime } from "../world/virtual-time.ts";
import type { Machine } from "./machine.ts";
/** What a request came to. `spoilt` says why there is no answer of the service's own. */
export type LineResult<T> =
  | {
      answer: T;
    }
  | {
      spoilt: {
        failure: FailureKind;
        retryAfterMs: number | undefined;
      };
    };
/** The way from one machine to one outside service. */
export interface OutsideLine {
  /** Name of the process at this end. */
  readonly sender: string;
  /**
   * Sends one request.
   *
   * @param effect - What the service does with it; it happens on the service's side, so also when the machine dies meanwhile.
   * @throws the signal's reason when the caller gives up.
   */
  request<T>(what: string, effect: () => T | Promise<T>, options?: CallOptions): Promise<LineResult<T>>;
  /** As `request`, for an adapter without a wire: a spoilt request is thrown as the failure that an adapter makes of it. */
  call<T>(what: string, effect: () => T, options?: CallOptions): Promise<T>;
}
export interface OutsideLineOptions {
  service: ServiceName;
  machine: Machine;
  weather: OutsideWeather;
  time: VirtualTime;
  trace: Trace;
}
export declare function createOutsideLine({ service, machine, weather, time, trace }: OutsideLineOptions): OutsideLine;
