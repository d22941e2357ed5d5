import { type CallOptions, type FailureKind, IntegrationError } from "@slotkit/core";
import type { OutsideWeather, ServiceName } from "../world/outside-weather.ts";
import type { Trace } from "../world/trace.ts";
import type { VirtualTime } from "../world/virtual-time.ts";
import type { Machine } from "./machine.ts";

/** What a request came to. `spoilt` says why there is no answer of the service's own. */
export type LineResult<T> = { answer: T } | { spoilt: { failure: FailureKind; retryAfterMs: number | undefined } };

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

export function createOutsideLine({ service, machine, weather, time, trace }: OutsideLineOptions): OutsideLine {
  async function send<T>(what: string, effect: () => T | Promise<T>, signal?: AbortSignal): Promise<LineResult<T>> {
    const { spoil, delayMs } = weather.decide();
    await time.sleep(delayMs);
    const note = spoil.kind === "none" ? "" : ` [${spoil.kind === "refuse" ? spoil.failure : spoil.kind}]`;
    trace.write(service, `${what} from ${machine.name}${note}`);
    switch (spoil.kind) {
      case "none": {
        const answer = await effect();
        await time.sleep(delayMs);
        return { answer };
      }
      case "refuse":
        await time.sleep(delayMs);
        return { spoilt: { failure: spoil.failure, retryAfterMs: spoil.retryAfterMs } };
      case "lose":
        await effect();
        await time.sleep(delayMs);
        return { spoilt: { failure: "unknown_outcome", retryAfterMs: undefined } };
      case "hang":
        if (spoil.effect) await effect();
        return givenUp(signal);
      default:
        return spoil satisfies never;
    }
  }
  const request: OutsideLine["request"] = (what, effect, { signal } = {}) =>
    machine.call(() => {
      signal?.throwIfAborted();
      return Promise.race([send(what, effect, signal), ...(signal ? [givenUp(signal)] : [])]);
    });
  return {
    sender: machine.name,
    request,
    async call(what, effect, options) {
      const result = await request(what, effect, options);
      if ("answer" in result) return result.answer;
      const { failure, retryAfterMs } = result.spoilt;
      throw new IntegrationError(failure, `The ${service} answered "${failure}" to "${what}".`, {
        remedy: "Wait for better weather.",
        retryAfterMs,
      });
    },
  };
}

/** Rejects when the caller gives up; never settles before. */
function givenUp(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
