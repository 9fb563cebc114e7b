import { SkipQuestion } from '../answering/index.ts';

/**
 * For sources that only know the changes somebody tells them of: one that was never told of any cannot say that nothing changed, and is
 * left out instead. `told` are all changes of the window and of the history before it.
 */
export function refuseUntold(told: readonly unknown[], { service, what }: { service: string; what: string }): void {
  if (told.length > 0) return;
  throw new SkipQuestion(`${what} for ${service} in the last days, so whether it changed is not known here`);
}
