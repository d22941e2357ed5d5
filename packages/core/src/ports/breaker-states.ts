import type { BreakerState } from "../resilience/breaker-state.ts";

/** A breaker that is not closed, as all processes know it. Instants of its state are of the storage's time. */
export interface StoredBreaker {
  /** `calendar:google:default`. */
  name: string;
  state: Exclude<BreakerState, { kind: "closed" }>;
  /** New with every change, and never the same twice. */
  revision: string;
}

/** Puts one state in the place of another. */
export interface BreakerChange {
  name: string;
  /** Revision of the state that is replaced; null when none is stored, which is how a closed breaker looks. */
  expected: string | null;
  /** Null closes the breaker. */
  next: Omit<StoredBreaker, "name"> | null;
}

/**
 * Where processes agree on which providers are held to be down. Every change is a short write of its own, which a crash
 * of the machine may forget.
 */
export interface BreakerStateRepository {
  list(): Promise<readonly StoredBreaker[]>;
  /** @returns False when another process was faster: then nothing has changed. */
  replace(change: BreakerChange): Promise<boolean>;
}
