import { orUnavailable, type Redis } from '@incidentfox/redis';
import { DeliveryRecord, type DeliveryStore } from './delivery-store.ts';
import { parseRecord, toRecordText } from './parse-record.ts';

/** All slots of an investigation in one hash, `<prefix>:deliveries:<investigation id>`, that expires with the record. */
export function createDeliveryStore(redis: Redis, prefix: string, retentionSeconds: number): DeliveryStore {
  const keyOf = (investigationId: string) => `${prefix}:deliveries:${investigationId}`;
  const parse = (json: string) => parseRecord(DeliveryRecord, json, 'delivery record');
  return {
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
      orUnavailable('the record', async () => {
        const key = keyOf(investigationId);
        await redis
          .multi()
          .hset(key, record.slot, toRecordText(DeliveryRecord, record, 'delivery record'))
          .expire(key, retentionSeconds)
          .exec();
      }),
  };
}
