import { Failure } from './failure.ts';

/**
 * Any thrown value as a `Failure`: ours unchanged, an abort as `timeout`, a Node network error as `network`, anything else
 * as `unavailable` (a bug is retried a few times and then seen in the failed jobs, never swallowed).
 */
export function asFailure(thrown: unknown, doing: string): Failure {
  if (thrown instanceof Failure) return thrown;
  if (!isError(thrown)) return new Failure('unavailable', `${doing}: ${String(thrown)}`);
  if (thrown.name === 'TimeoutError' || thrown.name === 'AbortError') {
    return new Failure('timeout', `${doing}: no answer in time`, { cause: thrown });
  }
  const code = networkCode(thrown);
  if (code) return new Failure('network', `${doing}: ${code}`, { cause: thrown });
  return new Failure('unavailable', `${doing}: ${thrown.message}`, { cause: thrown });
}

/** Not `instanceof`: an error of Node's own (fetch, abort) belongs to another realm where code runs in a VM, as under Jest. */
function isError(thrown: unknown): thrown is Error {
  if (typeof thrown !== 'object' || thrown === null) return false;
  return typeof Reflect.get(thrown, 'message') === 'string' && typeof Reflect.get(thrown, 'name') === 'string';
}

function networkCode(error: Error): string | undefined {
  for (let at: unknown = error, depth = 0; isError(at) && depth < 4; at = at.cause, depth++) {
    const code = (at as NodeJS.ErrnoException).code;
    if (typeof code === 'string' && /^(E[A-Z]+|UND_ERR_[A-Z_]+|[A-Z_]*CERT[A-Z_]*)$/.test(code)) return code;
  }
  return undefined;
}
