/** Counts down the time for which this process really ran. */
export interface RunningTime {
  leftMs(): number;
  lostTime(): boolean;
  /** Stands still from here on; gives how it goes on again. Several may hold it: the last one lets it go. */
  hold(): () => void;
  clear(): void;
}

/** Long enough to cost nothing, short enough that a suspension of seconds stands out. */
const stepMs = 500;
/** A step that comes so much too late means that the process stood still; a busy one is late by less. */
const stoodStillMs = 1_000;
/** Each gives one more step to read what has come meanwhile; a process that is always blocked must still end its waits. */
const maxForgiven = 20;

/** Calls `expire` when the process has run for `ms`; never when `ms` is infinite. A step in which it stood still counts as none. */
export function startRunningTime(ms: number, expire: () => void): RunningTime {
  let left = Math.max(0, ms);
  let forgiven = 0;
  let holders = 0;
  let isOver = false;
  let from = performance.now();
  let timer: NodeJS.Timeout;
  const elapsed = () => performance.now() - from;
  const isHeld = () => holders > 0;
  const step = (): void => {
    const planned = Math.min(stepMs, left);
    from = performance.now();
    timer = setTimeout(() => {
      count(planned);
      if (left > 0) return step();
      isOver = true;
      expire();
    }, planned);
  };
  const count = (planned: number): void => {
    if (elapsed() - planned > stoodStillMs && forgiven < maxForgiven) forgiven += 1;
    else left -= elapsed();
  };
  const letGo = (): void => {
    holders -= 1;
    if (!isHeld() && !isOver) step();
  };
  const standsStill = () => !isHeld() && elapsed() > stepMs + stoodStillMs;
  step();
  return {
    leftMs: () => Math.max(0, isHeld() || standsStill() ? left : left - elapsed()),
    lostTime: () => forgiven > 0 || standsStill(),
    hold: () => {
      if (!isHeld() && !isOver) {
        clearTimeout(timer);
        count(stepMs);
      }
      holders += 1;
      return letGo;
    },
    clear: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
