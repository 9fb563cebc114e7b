import { asFailure, type Failure } from '@incidentfox/failures';
import { defaultPrefix } from '@incidentfox/redis';
import type { Examination } from '../examination.ts';
import { type Finding, failure, ok, warning } from '../finding.ts';
import { readRedisInfo } from './read-redis-info.ts';

const subject = 'Redis';

/** Version and settings of the Redis that holds jobs and records: nothing in it may be thrown away. */
export async function checkRedis({ env, timeoutMs }: Examination): Promise<Finding[]> {
  const url = env.REDIS_URL;
  if (!url) return [failure(subject, 'REDIS_URL is not set', 'Set it, for example redis://127.0.0.1:6379.')];
  if (!/^rediss?:\/\/./.test(url) || !URL.canParse(url)) {
    return [
      failure(subject, 'REDIS_URL is not an address of a Redis', 'Write it like redis://user:password@host:6379.'),
    ];
  }
  try {
    return judge(await readRedisInfo(url, Math.min(timeoutMs, 3_000)), env.QUEUE_PREFIX || defaultPrefix);
  } catch (error) {
    const problem = asFailure(error, 'asking Redis');
    return [failure(subject, problem.message, adviceFor(problem))];
  }
}

function adviceFor({ kind }: Failure): string {
  if (kind === 'auth') return 'Put the user and the password into REDIS_URL: redis://user:password@host:6379.';
  if (kind === 'forbidden')
    return 'Allow the user of REDIS_URL the commands of a queue, INFO among them (+@all on its keys).';
  if (kind === 'config') return 'Correct REDIS_URL, the certificates, or the Redis behind it.';
  return 'Start Redis, or correct REDIS_URL. Until then webhooks are answered 503 and come again.';
}

/** Without a part in braces the keys of one queue lie in different slots, and the worker cannot work. */
function judgeCluster(prefix: string): Finding {
  if (/\{[\w-]+\}/.test(prefix)) {
    const advice = 'Use a Redis that is no Cluster, unless this one has a single node.';
    return warning(subject, 'this is a Cluster: only one of a single node works', advice);
  }
  return failure(
    subject,
    'this is a Cluster, which refuses the keys of a queue (CROSSSLOT)',
    'Use a Redis that is no Cluster, or a single-node one with QUEUE_PREFIX in braces: {fox}.',
  );
}

function judge(info: ReadonlyMap<string, string>, prefix: string): Finding[] {
  const version = info.get('valkey_version') ?? info.get('redis_version') ?? 'unknown';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const findings: Finding[] = [ok(subject, `version ${version}, ${info.get('used_memory_human') ?? '?'} in use`)];
  if (major < 6 || (major === 6 && minor < 2)) {
    findings.push(
      failure(subject, `version ${version} is too old for the queue`, 'Use Redis 6.2 or newer, or Valkey.'),
    );
  }
  const policy = info.get('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    findings.push(
      failure(
        subject,
        `maxmemory-policy is ${policy}: jobs and records may be thrown away`,
        'Set maxmemory-policy noeviction.',
      ),
    );
  }
  if (info.get('aof_enabled') === '0') {
    findings.push(
      warning(
        subject,
        'the append-only file is off: a restart loses waiting jobs',
        'Set appendonly yes (appendfsync everysec).',
      ),
    );
  }
  if (info.get('role') === 'slave') {
    findings.push(failure(subject, 'this is a replica, which takes no jobs', 'Point REDIS_URL at the primary.'));
  }
  const [used = 0, max = 0] = [info.get('used_memory'), info.get('maxmemory')].map(Number);
  if (max > 0 && used >= max) {
    findings.push(failure(subject, 'its memory (maxmemory) is full: it refuses writes', 'Give it more memory.'));
  }
  if (info.get('cluster_enabled') === '1') findings.push(judgeCluster(prefix));
  if (info.get('loading') === '1')
    findings.push(warning(subject, 'it is still loading its data', 'Wait until it is done.'));
  return findings;
}
