/** Work that belongs to one lane (a source). */
export interface LaneTask<T> {
  readonly lane: string;
  run(): Promise<T>;
}

/**
 * Runs every task, at most `perLane` of a lane and `inTotal` together, and gives the results in the order of the tasks.
 * The next task comes from the lane with the fewest running, so that a slow lane never starves another; and a lane that
 * has nothing running may start one even when the total is spent. Tasks must not reject.
 */
export function runFairly<T>(
  tasks: readonly LaneTask<T>[],
  limits: { perLane: number; inTotal: number },
): Promise<T[]> {
  const results: T[] = new Array(tasks.length);
  const waiting = new Map<string, number[]>();
  const running = new Map<string, number>();
  tasks.forEach(({ lane }, at) => {
    waiting.set(lane, [...(waiting.get(lane) ?? []), at]);
    running.set(lane, 0);
  });
  let total = 0;
  let open = tasks.length;

  return new Promise((resolve, reject) => {
    if (open === 0) resolve(results);
    startMore();

    function startMore(): void {
      for (let lane = nextLane(); lane !== undefined; lane = nextLane()) start(lane);
    }

    function nextLane(): string | undefined {
      const ready = [...waiting.keys()].filter(
        (lane) => (waiting.get(lane)?.length ?? 0) > 0 && busy(lane) < limits.perLane,
      );
      ready.sort((a, b) => busy(a) - busy(b));
      const [lane] = ready;
      return lane !== undefined && (total < limits.inTotal || busy(lane) === 0) ? lane : undefined;
    }

    function start(lane: string): void {
      const at = waiting.get(lane)?.shift();
      const task = at === undefined ? undefined : tasks[at];
      if (at === undefined || task === undefined) return;
      running.set(lane, busy(lane) + 1);
      total += 1;
      task.run().then((result) => {
        results[at] = result;
        running.set(lane, busy(lane) - 1);
        total -= 1;
        open -= 1;
        if (open === 0) resolve(results);
        else startMore();
      }, reject);
    }
  });

  function busy(lane: string): number {
    return running.get(lane) ?? 0;
  }
}
