import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { connectStores, type Stores } from '../src/index.ts';

let redis: PrivateRedis;
let stores: Stores;

beforeAll(async () => {
  redis = await privateRedis();
  stores = await connectStores({ redisUrl: redis.url, prefix: redis.prefix });
});

afterAll(async () => {
  await stores.close();
  await redis.close();
});

const said = (user: string, helpful: boolean, revision = 1) => ({
  user,
  userName: user,
  helpful,
  revision,
  at: '2026-11-23T14:40:00.000Z',
});

test('keeps the last word of each person about each revision', async () => {
  await stores.feedback.give('inv-1', said('U1', false));
  await stores.feedback.give('inv-1', said('U1', true));
  await stores.feedback.give('inv-1', said('U2', false));
  await stores.feedback.give('inv-1', said('U1', false, 2));
  const all = await stores.feedback.readAll('inv-1');
  expect(all.map(({ revision, user, helpful }) => `${revision} ${user} ${helpful}`).sort()).toEqual([
    '1 U1 true',
    '1 U2 false',
    '2 U1 false',
  ]);
  expect(await stores.feedback.readAll('inv-2')).toEqual([]);
});
