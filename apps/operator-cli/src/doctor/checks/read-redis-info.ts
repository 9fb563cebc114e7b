import { Failure } from '@incidentfox/failures';
import { explainRedisError } from '@incidentfox/redis';
import { Redis } from 'ioredis';

/** What a Redis says about itself (INFO), as its own key and value pairs. Throws a `Failure` without a password in it. */
export async function readRedisInfo(url: string, timeoutMs: number): Promise<Map<string, string>> {
  let seen: Error | undefined;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    retryStrategy: () => null, // one try: the doctor says what it met
    maxRetriesPerRequest: 0,
    enableReadyCheck: false, // one that still loads its data is told as such
    protocol: 2, // understood by those that are too old for the queue, which is then what it says
    disableClientInfo: true,
  });
  redis.on('error', (error: Error) => {
    seen ??= error;
  });
  try {
    await redis.connect();
    return pairsIn(await redis.info());
  } catch (error) {
    // A lost connection fails with "Connection is closed."; why it was lost came before, as an event.
    throw failureFrom(seen ?? (error as Error));
  } finally {
    redis.disconnect();
  }
}

function pairsIn(info: string): Map<string, string> {
  const lines = info.split('\r\n').filter((line) => /^\w+:/.test(line));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

function failureFrom(error: Error): Failure {
  const { message } = error;
  const code: unknown = Reflect.get(error, 'code');
  const known = explainRedisError(error);
  if (known && known.kind !== 'network' && known.kind !== 'forbidden') return known;
  if (error.name === 'ReplyError') return new Failure('forbidden', 'Redis does not allow INFO');
  if (message === 'Command timed out' || code === 'ETIMEDOUT') return new Failure('timeout', 'Redis does not answer');
  if (message === 'Connection is closed.') return new Failure('network', 'Redis closed the connection');
  return new Failure('network', `Redis cannot be reached: ${typeof code === 'string' ? code : message}`);
}
