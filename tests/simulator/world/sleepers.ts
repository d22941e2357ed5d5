/** One who waits for an instant. */
interface Sleeper {
  dueMs: number;
  /** Of those who are due at once, the one who fell asleep first wakes first. */
  order: number;
  gone: boolean;
  wake(): void;
}

/** Those who wait on one time line, the next one first. */
export interface Sleepers {
  /** Resolves when its turn comes; rejects with the signal's reason as soon as it aborts. */
  add(dueMs: number, signal?: AbortSignal): Promise<void>;
  peek(): Readonly<Pick<Sleeper, "dueMs" | "order">> | undefined;
  wakeFirst(): void;
}

/** A binary heap; who left early stays in it, marked, until it comes to the top. */
export function createSleepers(nextOrder: () => number): Sleepers {
  const heap: Sleeper[] = [];

  function first(): Sleeper | undefined {
    while (heap[0]?.gone) removeFirst(heap);
    return heap[0];
  }

  return {
    add: (dueMs, signal) =>
      new Promise((resolve, reject) => {
        const onAbort = () => {
          sleeper.gone = true;
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          dueMs,
          order: nextOrder(),
          gone: false,
          wake() {
            signal?.removeEventListener("abort", onAbort);
            resolve();
          },
        };
        signal?.addEventListener("abort", onAbort, { once: true });
        insert(heap, sleeper);
      }),
    peek: first,
    wakeFirst() {
      const sleeper = first();
      if (!sleeper) return;
      removeFirst(heap);
      sleeper.wake();
    },
  };
}

function isBefore(a: Sleeper, b: Sleeper): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}

function insert(heap: Sleeper[], sleeper: Sleeper): void {
  let index = heap.length;
  heap.push(sleeper);
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (!above || !isBefore(sleeper, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = sleeper;
}

function removeFirst(heap: Sleeper[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    let below = heap[child];
    const right = heap[child + 1];
    if (below && right && isBefore(right, below)) {
      child++;
      below = right;
    }
    if (!below || !isBefore(below, last)) break;
    heap[index] = below;
    index = child;
  }
  heap[index] = last;
}
