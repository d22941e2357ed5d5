/** Asks for a part of what the outside takes from all processes together. */
export interface QuotaClaim {
  /** Of the limit: `calendar:google`. */
  name: string;
  /** This process. */
  owner: string;
  /** What all processes together may have. */
  limit: number;
  /** What this one could use. The others are told, so that they can make room. */
  wanted: number;
  /** What it takes now, in place of what it has, so that the others get theirs; 0 gives everything back. */
  atMost: number;
  /** How long the part is kept for it if it does not ask again. */
  holdMs: number;
}

/** What was had. */
export interface QuotaShare {
  /** `atMost`, but never more than the parts of the others leave of the limit. */
  granted: number;
  /** What each of the others asked for last. */
  wantedByOthers: readonly number[];
}

/**
 * Divides limits among processes. The parts of one limit never add up to more than it; one that is not asked for again lapses
 * after its time. Each claim is a short transaction of its own.
 */
export interface QuotaShareRepository {
  claim(claim: QuotaClaim): Promise<QuotaShare>;
}
