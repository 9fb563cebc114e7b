import { Failure } from '@incidentfox/failures';
import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { connectRedis, disconnectRedis, orUnavailable } from '../src/index.ts';

let server: PrivateRedis;
beforeEach(async () => {
  server = await privateRedis({ own: true });
});
afterEach(() => server.close());

const habits = { maxRetriesPerRequest: 1, commandTimeout: 500 };

it('connects to a Redis that answers, and leaves it', async () => {
  const redis = await connectRedis(server.url, habits);
  expect(await redis.ping()).toBe('PONG');
  await disconnectRedis(redis);
  await waitFor(() => redis.status === 'end');
});

it('fails with a sentence that names the place and not the password', async () => {
  const { port } = new URL(server.url);
  await server.crash();
  const connecting = connectRedis(`redis://:canary-password@127.0.0.1:${port}`, { ...habits, connectTimeoutMs: 300 });
  const failure = await connecting.catch((error: Error) => error);
  expect(failure).toMatchObject({
    kind: 'unavailable',
    message: `Redis at 127.0.0.1:${port} does not answer: nothing listens at the address of REDIS_URL`,
  });
});

it('turns a failed command into a failure that is tried again, and passes our own failures unchanged', async () => {
  const redis = await connectRedis(server.url, habits);
  await server.crash();
  await expect(orUnavailable('the record', () => redis.get('x'))).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('the record cannot be reached'),
  });
  const ours = new Failure('contract', 'not JSON');
  await expect(orUnavailable('the record', () => Promise.reject(ours))).rejects.toBe(ours);
  await disconnectRedis(redis);
});
