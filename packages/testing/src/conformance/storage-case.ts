import type { Storage } from "@slotkit/core";

/** A fresh, empty storage, and the clock by which its leases and holds run. */
export interface StorageUnderTest {
  storage: Storage;
  /** Moves what `storage.now()` tells. */
  clock: { advance(ms: number): Promise<void> };
}

/** One guarantee of the storage contract, and how to try it. */
export interface StorageCase {
  name: string;
  run(subject: StorageUnderTest): Promise<void>;
}
