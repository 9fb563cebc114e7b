import { performance } from 'node:perf_hooks';
import { Failure } from '@incidentfox/failures';
import { orUnavailable, type Redis } from '@incidentfox/redis';
import { DeliveryRecord, type DeliveryStore } from '../delivery-store.ts';
import { type Lease, leaseKey, leaseValue } from '../lease.ts';
import { parseRecord, toRecordText } from './parse-record.ts';

// KEYS: the outbox, the lease. Gives how many ms the lease has left, or -1 and changes nothing when it is not held any more.
const writeHeld = `
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return -1 end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return redis.call('PTTL', KEYS[2])`;

/** All slots of an investigation in one hash, `<prefix>:deliveries:<investigation id>`, that expires with the record. */
export function createDeliveryStore(redis: Redis, prefix: string, retentionSeconds: number): DeliveryStore {
  const keyOf = (investigationId: string) => `${prefix}:deliveries:${investigationId}`;
  const parse = (json: string) => parseRecord(DeliveryRecord, json, 'delivery record');
  const toText = (record: DeliveryRecord) => toRecordText(DeliveryRecord, record, 'delivery record');

  const write = async (investigationId: string, record: DeliveryRecord): Promise<void> => {
    const key = keyOf(investigationId);
    await redis.multi().hset(key, record.slot, toText(record)).expire(key, retentionSeconds).exec();
  };

  const writeUnder = async (lease: Lease, investigationId: string, record: DeliveryRecord): Promise<void> => {
    const askedAt = performance.now();
    const keys = [keyOf(investigationId), leaseKey(prefix, lease)];
    const args = [leaseValue(lease), record.slot, toText(record), retentionSeconds];
    const leftMs = Number(await redis.eval(writeHeld, 2, ...keys, ...args));
    // The answer may have waited for a process that was stopped: what it says of the lease is then long over.
    if (leftMs < 0 || performance.now() - askedAt >= leftMs)
      throw new Failure('conflict', 'the lease of this delivery was lost: another job goes on with it');
  };

  const store = (lease: Lease | null): DeliveryStore => ({
    read: (investigationId, slot) =>
      orUnavailable('the record', async () => {
        const json = await redis.hget(keyOf(investigationId), slot);
        return json === null ? null : parse(json);
      }),
    readAll: (investigationId) =>
      orUnavailable(
        'the record',
        async (): Promise<DeliveryRecord[]> => Object.values(await redis.hgetall(keyOf(investigationId))).map(parse),
      ),
    write: (investigationId, record) =>
      orUnavailable('the record', () =>
        lease ? writeUnder(lease, investigationId, record) : write(investigationId, record),
      ),
    under: store,
  });
  return store(null);
}
