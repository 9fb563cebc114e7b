/**
 * Gives a clock of the processor's time this process takes from now on, in ms. What the machine does beside it does not count, so that
 * a bound on it says the same on a busy machine.
 */
export function startCpuTime(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
}
