/** Things that happen at an instant; what happens may put further ones down. */
export interface Agenda {
  at(atMs: number, run: () => Promise<void>): void;
  /** Lets everything happen in the order of time. */
  play(arrive: (atMs: number) => Promise<void>): Promise<void>;
}

export function createAgenda(): Agenda {
  /** A binary heap: the earliest entry is the first. */
  const heap: { atMs: number; run: () => Promise<void> }[] = [];
  const earlier = (a: number, b: number) => (heap[a]?.atMs ?? Infinity) < (heap[b]?.atMs ?? Infinity);
  const swap = (a: number, b: number) => {
    const [one, other] = [heap[a], heap[b]];
    if (one && other) [heap[a], heap[b]] = [other, one];
  };

  function takeEarliest() {
    swap(0, heap.length - 1);
    const earliest = heap.pop();
    for (let at = 0; ; ) {
      const child = earlier(2 * at + 2, 2 * at + 1) ? 2 * at + 2 : 2 * at + 1;
      if (!earlier(child, at)) return earliest;
      swap(at, child);
      at = child;
    }
  }

  return {
    at(atMs, run) {
      let at = heap.push({ atMs, run }) - 1;
      for (let parent = (at - 1) >> 1; at > 0 && earlier(at, parent); parent = (at - 1) >> 1) {
        swap(at, parent);
        at = parent;
      }
    },
    async play(arrive) {
      for (let next = takeEarliest(); next; next = takeEarliest()) {
        await arrive(next.atMs);
        await next.run();
      }
    },
  };
}
