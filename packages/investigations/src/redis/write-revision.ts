import { Failure } from '@incidentfox/failures';
import type { Investigation } from '@incidentfox/incident';
import type { Redis } from '@incidentfox/redis';
import { type Lease, leaseKey, leaseValue } from '../lease.ts';

interface RevisionWrite {
  readonly prefix: string;
  /** Of the hash of revisions. */
  readonly key: string;
  readonly revision: number;
  readonly state: Investigation['state'];
  readonly json: string;
  readonly retentionSeconds: number;
  /** The lease it is written under, or only what it is about when the writer holds none. */
  readonly held: Lease | Pick<Lease, 'team' | 'name'>;
}

/*
 * KEYS: the hash of revisions, the lease. Who holds the lease and what is stored are looked at in the step that writes, so
 * that a process that was stopped in between cannot undo what another has done since. In a record the first "state" is the
 * investigation's own: quotes inside texts are escaped, and the steps, which have states too, come later.
 */
const write = `
local holder = redis.call('GET', KEYS[2])
if ARGV[1] == '' then
  if holder then return 'taken' end
elseif holder ~= ARGV[1] then return 'lost' end
local ranks = { queued = 1, held = 1, running = 2, stopped = 3, failed = 3, completed = 3 }
local stored = redis.call('HGET', KEYS[1], ARGV[2])
if stored then
  local before = string.match(stored, '"state":"(%a+)"')
  local rank = ranks[before] or 0
  if rank > ranks[ARGV[3]] or (rank == 3 and before ~= ARGV[3]) then return 'ended' end
end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[4])
redis.call('EXPIRE', KEYS[1], ARGV[5])
return 'written'`;

const refusals: Readonly<Record<string, string>> = {
  taken: 'a run has this incident: its record is not written by others meanwhile',
  lost: 'the lease of this incident was lost: nothing more is written by this run',
  ended: 'this revision has gone further meanwhile',
};

/** Writes one revision, or throws `Failure` (`conflict`) and changes nothing. */
export async function writeRevision(redis: Redis, revision: RevisionWrite): Promise<void> {
  const { held } = revision;
  const answer = await redis.eval(
    write,
    2,
    revision.key,
    leaseKey(revision.prefix, held),
    'token' in held ? leaseValue(held) : '',
    String(revision.revision),
    revision.state,
    revision.json,
    revision.retentionSeconds,
  );
  const refusal = refusals[String(answer)];
  if (refusal !== undefined) throw new Failure('conflict', refusal);
}
