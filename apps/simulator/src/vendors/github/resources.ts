import { hashOf } from '../../shop/random.ts';
import type { RepositoryChange } from './history.ts';

const iso = (at: number) => new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');
const api = 'https://api.github.com';
const site = 'https://github.com';
const user = (login: string) => ({ login, id: hashOf('user', login), type: 'User', html_url: `${site}/${login}` });
const idOf = (change: RepositoryChange, what: string) => hashOf(what, change.repo, change.sha);

/** The wire shapes of GitHub's REST API, version 2022-11-28: the fields that readers of changes look at, and their neighbours. */
export function toDeployment(change: RepositoryChange & { deployedAt: number }) {
  const id = idOf(change, 'deployment');
  const url = `${api}/repos/${change.repo}/deployments/${id}`;
  return {
    url,
    id,
    node_id: `DE_${id}`,
    sha: change.sha,
    ref: change.version ?? 'main',
    task: 'deploy',
    payload: change.version ? { version: change.version } : {},
    original_environment: 'production',
    environment: 'production',
    description: change.version ? `Deploy ${change.version}` : change.title,
    creator: user(change.author),
    created_at: iso(change.deployedAt),
    updated_at: iso(change.deployedAt + 40_000),
    statuses_url: `${url}/statuses`,
    repository_url: `${api}/repos/${change.repo}`,
    transient_environment: false,
    production_environment: true,
  };
}

export function toStatuses(change: RepositoryChange & { deployedAt: number }, now: number) {
  const states = [
    { state: 'success', at: change.deployedAt + 40_000 },
    { state: 'in_progress', at: change.deployedAt },
  ];
  return states
    .filter(({ at }) => at <= now)
    .map(({ state, at }) => ({
      id: idOf(change, state),
      state,
      creator: user(change.author),
      description: '',
      environment: 'production',
      environment_url: '',
      target_url: `${site}/${change.repo}/actions`,
      log_url: `${site}/${change.repo}/actions/runs/${idOf(change, 'run')}`,
      created_at: iso(at),
      updated_at: iso(at),
    }));
}

export function toPull(change: RepositoryChange) {
  return {
    id: idOf(change, 'pull'),
    number: change.number,
    state: 'closed',
    title: change.title,
    body: change.body || null,
    user: user(change.author),
    html_url: `${site}/${change.repo}/pull/${change.number}`,
    url: `${api}/repos/${change.repo}/pulls/${change.number}`,
    labels: [],
    draft: false,
    created_at: iso(change.mergedAt - 5 * 3_600_000),
    updated_at: iso(change.mergedAt),
    closed_at: iso(change.mergedAt),
    merged_at: iso(change.mergedAt),
    merge_commit_sha: change.sha,
    merged_by: user(change.author),
    base: { ref: 'main', sha: change.previousSha },
    head: { ref: `change-${change.number}`, sha: change.sha },
    changed_files: change.files.length,
  };
}

/** The same pull request as the search for issues answers it: without refs and merge commit. */
export function toFoundPull(change: RepositoryChange) {
  const {
    base: _base,
    head: _head,
    merge_commit_sha: _sha,
    merged_by: _by,
    merged_at,
    changed_files: _files,
    ...issue
  } = toPull(change);
  return {
    ...issue,
    repository_url: `${api}/repos/${change.repo}`,
    comments: 1,
    score: 1,
    pull_request: {
      url: `${api}/repos/${change.repo}/pulls/${change.number}`,
      html_url: `${site}/${change.repo}/pull/${change.number}`,
      merged_at,
    },
  };
}

export function toRelease(change: RepositoryChange & { version: string; deployedAt: number }) {
  return {
    id: idOf(change, 'release'),
    tag_name: change.version,
    target_commitish: 'main',
    name: change.version,
    body: change.title,
    draft: false,
    prerelease: false,
    author: user(change.author),
    html_url: `${site}/${change.repo}/releases/tag/${change.version}`,
    created_at: iso(change.mergedAt),
    published_at: iso(change.deployedAt - 60_000),
  };
}

export function toRun(change: RepositoryChange) {
  return {
    id: idOf(change, 'run'),
    name: 'Build and deploy',
    display_title: change.title,
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    head_branch: 'main',
    head_sha: change.sha,
    path: '.github/workflows/deploy.yml',
    run_number: change.number,
    actor: user(change.author),
    triggering_actor: user(change.author),
    html_url: `${site}/${change.repo}/actions/runs/${idOf(change, 'run')}`,
    created_at: iso(change.mergedAt),
    run_started_at: iso(change.mergedAt),
    updated_at: iso((change.deployedAt ?? change.mergedAt + 120_000) + 40_000),
  };
}

export function toCommit(change: RepositoryChange) {
  const person = { name: change.author, email: `${change.author}@acme.example`, date: iso(change.mergedAt) };
  return {
    sha: change.sha,
    html_url: `${site}/${change.repo}/commit/${change.sha}`,
    commit: {
      message: `${change.title} (#${change.number})${change.body ? `\n\n${change.body}` : ''}`,
      author: person,
      committer: person,
    },
    author: user(change.author),
    committer: user(change.author),
    parents: [{ sha: change.previousSha }],
  };
}

/** A file whose lines are not known is told as GitHub tells one that is too large: without them. */
export const toFiles = (change: RepositoryChange) =>
  change.files.map((filename) => {
    const patch = change.diffs[filename];
    const count = (sign: string) => (patch ?? '').split('\n').filter((line) => line.startsWith(sign)).length;
    const [additions, deletions] = patch === undefined ? [21, 9] : [count('+'), count('-')];
    return {
      sha: change.sha,
      filename,
      status: patch?.startsWith('@@ -0,0 ') ? 'added' : 'modified',
      additions,
      deletions,
      changes: additions + deletions,
      ...(patch === undefined ? {} : { patch }),
    };
  });

export function toComparison(changes: readonly RepositoryChange[], base: string) {
  return {
    status: changes.length > 0 ? 'ahead' : 'identical',
    ahead_by: changes.length,
    behind_by: 0,
    total_commits: changes.length,
    base_commit: { sha: base },
    commits: changes.map(toCommit),
    files: changes.flatMap(toFiles),
  };
}
