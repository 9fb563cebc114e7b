import { Failure } from '@incidentfox/failures';
import { explainRedisError } from './explain-redis-error.ts';

/**
 * Runs a Redis command. What goes wrong is a `Failure` (`unavailable`) that says `what` cannot be reached, so that the job is
 * tried again; failures of our own pass unchanged.
 */
export async function orUnavailable<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const why = explainRedisError(error)?.message ?? (error as Error).message;
    throw new Failure('unavailable', `${what} cannot be reached: ${why}`, { cause: error });
  }
}
