import { orUnavailable, type Redis } from '@incidentfox/redis';
import type { InvestigationStore } from './investigation-store.ts';

type Leases = Pick<InvestigationStore, 'claim' | 'renew' | 'release' | 'requestStop' | 'stopRequest'>;

// KEYS: the lease, the stop request. Whoever holds the lease may take it again: a job that is tried again keeps its incident.
const claim = `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return owner end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
if not owner then redis.call('DEL', KEYS[2]) end
return ARGV[1]`;

const renew = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`;

const release = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1], KEYS[2])`;

// The request lives as long as the lease it speaks to, and a little longer, so that it can never hit a later run.
const requestStop = `
local left = redis.call('PTTL', KEYS[1])
if left <= 0 then return 0 end
redis.call('SET', KEYS[2], ARGV[1], 'PX', left + 600000)
return 1`;

/** One run per incident, over all workers: a key with an owner that frees itself when its owner is killed. */
export function createLeases(redis: Redis, prefix: string): Leases {
  const keysOf = (team: string, incidentId: string): [string, string] => [
    `${prefix}:running:${team}:${incidentId}`,
    `${prefix}:stop:${team}:${incidentId}`,
  ];
  const run = (script: string, team: string, incidentId: string, ...args: (string | number)[]): Promise<unknown> =>
    orUnavailable('the record', () => redis.eval(script, 2, ...keysOf(team, incidentId), ...args));
  return {
    claim: async (team, incidentId, owner, leaseMs) => {
      const holder = String(await run(claim, team, incidentId, owner, leaseMs));
      return { claimed: holder === owner, owner: holder };
    },
    renew: async (team, incidentId, owner, leaseMs) => (await run(renew, team, incidentId, owner, leaseMs)) === 1,
    release: async (team, incidentId, owner) => void (await run(release, team, incidentId, owner)),
    requestStop: async (team, incidentId, reason) => (await run(requestStop, team, incidentId, reason)) === 1,
    stopRequest: (team, incidentId) => orUnavailable('the record', () => redis.get(keysOf(team, incidentId)[1])),
  };
}
