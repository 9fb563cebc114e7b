import type { Change } from '@incidentfox/incident';
import { type JsonRow, serviceNames, textOf, timeNames, timeOf } from '../cases/fields.ts';
import { type Commit, isSameSha, rolledOut, toPatch } from './roll-out.ts';

interface Deploy {
  at: number;
  service: string;
  sha: string;
  version: string | undefined;
  actor: string | undefined;
}

/** Deploys with what they brought, oldest first. Each has an address of its own, so that evidence can be traced back to it. */
export function toDeploys(rows: readonly JsonRow[], commits: readonly Commit[], services: readonly string[]): Change[] {
  const committedAt = (sha: string) => commits.find((one) => isSameSha(one.sha, sha))?.at ?? 0;
  const deploys = rows.flatMap(readDeploy).sort((a, b) => a.at - b.at || committedAt(a.sha) - committedAt(b.sha));
  const heads = deploys.map(({ sha }) => sha);
  const rolled: (Deploy & { brought: readonly Commit[] })[] = [];
  return deploys.map((deploy): Change => {
    const before = rolled.slice();
    const previous = before.findLast(({ service }) => service === deploy.service);
    const brought = rolledOut(commits, deploy, before, services, heads);
    rolled.push({ ...deploy, brought });
    const [own] = brought;
    const actor = deploy.actor ?? own?.author;
    const isReturn = before.some((one) => one.service === deploy.service && one.version === deploy.version);
    return {
      id: `deploy:${deploy.service}:${deploy.sha}`,
      kind: isReturn && deploy.version !== undefined && deploy.version !== previous?.version ? 'rollback' : 'deploy',
      service: deploy.service,
      startedAt: deploy.at,
      status: 'succeeded',
      title: own?.message.split('\n')[0] || `${deploy.service} ${deploy.version ?? deploy.sha.slice(0, 7)}`,
      ...(actor && { actor }),
      ...(deploy.version !== undefined && { version: deploy.version }),
      ...(previous?.version !== undefined && { previousVersion: previous.version }),
      ...(own !== undefined && own.repo !== '' && { repo: own.repo }),
      sha: deploy.sha,
      url: addressOf(`deploy/${deploy.service}/${deploy.sha}`),
      scopeMatch: 'exact',
      ...(brought.length > 0 && { patch: toPatch(brought) }),
      questionId: 'changes',
    };
  });
}

function readDeploy(row: JsonRow): Deploy[] {
  const at = timeOf(row, ...timeNames, 'deployed_at', 'finished_at');
  const service = textOf(row, ...serviceNames);
  const version = textOf(row, 'version', 'tag', 'image', 'release');
  const sha = textOf(row, 'commit_sha', 'sha', 'commit', 'revision') ?? version;
  if (at === undefined || service === undefined || sha === undefined) return [];
  return [{ at, service, sha, version, actor: textOf(row, 'actor', 'author', 'deployed_by') }];
}

export function toFlagChanges(rows: readonly JsonRow[]): Change[] {
  return rows.flatMap((row): Change[] => {
    const at = timeOf(row, ...timeNames, 'changed_at');
    const flag = textOf(row, 'flag', 'name', 'key');
    if (at === undefined || flag === undefined) return [];
    const turned = textOf(row, 'change', 'to', 'value', 'state') ?? 'changed';
    const actor = textOf(row, 'actor', 'author', 'by');
    return [
      {
        id: flagId(flag),
        kind: 'flag',
        service: textOf(row, ...serviceNames) ?? null,
        startedAt: at,
        status: 'succeeded',
        title: `Flag ${flag} ${turned}`,
        ...(actor !== undefined && { actor }),
        url: addressOf(`flag/${flag}`),
        scopeMatch: 'exact',
        questionId: 'changes',
      },
    ];
  });
}

export const flagId = (flag: string): string => `flag:${flag}`;

/** A made-up address that is unique within the case. */
export const addressOf = (path: string): string => `https://changes.example/${encodeURI(path)}`;
