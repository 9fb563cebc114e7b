import { randomUUID } from 'node:crypto';
import { orUnavailable, type Redis } from '@incidentfox/redis';
import type { InvestigationStore } from '../investigation-store.ts';
import { leaseKey, leaseValue } from '../lease.ts';

type Leases = Pick<InvestigationStore, 'claim' | 'holder' | 'renew' | 'release' | 'requestStop' | 'stopRequest'>;

// KEYS: the lease, the stop request. A job that is started again takes its own lease over, and the token of the process that
// had it is void from then on.
const claim = `
local held = redis.call('GET', KEYS[1])
if held and string.match(held, '^[^#]*') ~= ARGV[1] then return held end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
if not held then redis.call('DEL', KEYS[2]) end
return ARGV[2]`;

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
  const stopKey = (team: string, name: string): string => `${prefix}:stop:${team}:${name}`;
  const run = (script: string, team: string, name: string, ...args: (string | number)[]): Promise<unknown> =>
    orUnavailable('the record', () =>
      redis.eval(script, 2, leaseKey(prefix, { team, name }), stopKey(team, name), ...args),
    );
  return {
    claim: async (team, name, owner, leaseMs) => {
      const lease = { team, name, owner, token: randomUUID() };
      const held = String(await run(claim, team, name, owner, leaseValue(lease), leaseMs));
      return held === leaseValue(lease)
        ? { claimed: true, owner, lease }
        : { claimed: false, owner: held.split('#')[0] ?? held };
    },
    holder: async (team, name) => {
      const held = await orUnavailable('the record', () => redis.get(leaseKey(prefix, { team, name })));
      return held === null ? null : (held.split('#')[0] ?? held);
    },
    renew: async (lease, leaseMs) => (await run(renew, lease.team, lease.name, leaseValue(lease), leaseMs)) === 1,
    release: async (lease) => void (await run(release, lease.team, lease.name, leaseValue(lease))),
    requestStop: async (team, name, reason) => (await run(requestStop, team, name, reason)) === 1,
    stopRequest: (team, name) => orUnavailable('the record', () => redis.get(stopKey(team, name))),
  };
}
