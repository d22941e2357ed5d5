import type { Storage } from "@slotkit/core";
import { ConnectionLost, gateCalls } from "../simulator/server/gate-storage.ts";

/** Which call fails, counted from 1, and whether it takes effect all the same. */
export interface FailurePoint {
  call: number;
  phase: "before" | "after";
}

/** A storage of which one call fails as when the connection is lost: before it did anything, or after. */
export interface FailingStorage extends Storage {
  /** Name of the call that failed; null while none has. */
  readonly failed: string | null;
}

/** @returns The storage, whose calls are counted from now. */
export function failAt(storage: Storage, { call, phase }: FailurePoint): FailingStorage {
  let count = 0;
  let failed: string | null = null;
  const gate = async <T>(name: string, invoke: () => Promise<T>): Promise<T> => {
    // Whether to lose the answer is decided before others are counted that are made meanwhile.
    const isIt = ++count === call;
    if (isIt) failed = name;
    if (isIt && phase === "before") throw new ConnectionLost(name);
    const result = await invoke();
    if (isIt) throw new ConnectionLost(name);
    return result;
  };
  const never = new Promise<never>(() => undefined);
  return {
    ...gateCalls(storage, gate, never),
    get failed() {
      return failed;
    },
  };
}
