import type { DeployStory, Files, FlagStory, Story, SystemStory } from '../stories/story.ts';
import { Chance, hexOf } from './chance.ts';
import { type Clock, iso } from './clock.ts';

const GUILTY_IS_LAST = 0.35;

interface MadeCommit {
  sha: string;
  author: string;
  timestamp: string;
  message: string;
  files_changed: string[];
  diff: string | null;
}

export interface MadeChanges {
  deploys: readonly Readonly<Record<string, string>>[];
  commits: readonly MadeCommit[];
  flags: readonly Readonly<Record<string, string>>[];
  /** Commit sha or `flag:NAME`; null where no change is guilty. */
  guilty: string | null;
  decoys: readonly string[];
}

const isFlag = (change: DeployStory | FlagStory): change is FlagStory => 'flag' in change;

/** Deploys, commits and flags of a story: its own, and what is committed and switched all day. */
export function makeChanges(story: Story, system: SystemStory, clock: Clock, seed: number): MadeChanges {
  const chance = new Chance('changes', story.name, seed);
  const { culprit } = story;
  const guiltyDeploys = culprit === null || isFlag(culprit) ? [] : [culprit];
  const commits: MadeCommit[] = [];
  const shaOf = (service: string, title: string) => hexOf(40, story.name, service, title);
  const commit = (sha: string, at: number, title: string, files: Files) =>
    commits.push({
      sha,
      author: chance.pick(system.people),
      timestamp: iso(at),
      message: title,
      files_changed: Object.keys(files),
      diff: diffOf(files, system.diff),
    });
  const deploys = [...guiltyDeploys, ...decoysOf(story, chance)].map(
    ({ service, minutes, title, files, broughtBy }) => {
      const at = clock.at(minutes) - chance.whole(0, 20) * 1000;
      const last = broughtBy ?? { title, files };
      commit(shaOf(service, last.title), at - chance.whole(60, 400) * 1000, last.title, last.files);
      if (broughtBy !== undefined) commit(shaOf(service, title), at - chance.whole(410, 900) * 1000, title, files);
      return {
        at,
        record: { timestamp: iso(at), service, commit_sha: shaOf(service, last.title), version: versionOf(at) },
      };
    },
  );
  deploys.push(...goneBack(story, clock, commit));
  for (const [title, path, diff] of system.commits) {
    if (chance.next() < 0.2) continue;
    commit(chance.hex(40), chance.between(clock.startAt, clock.endAt), title, { [path]: diff });
  }
  const flags = flagsOf(story, system, clock, chance);
  const byTime = (a: { at: number }, b: { at: number }) => a.at - b.at;
  return {
    deploys: deploys.sort(byTime).map(({ record }) => record),
    commits: commits.sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1)),
    flags,
    guilty: culprit === null ? null : isFlag(culprit) ? `flag:${culprit.flag}` : shaOf(culprit.service, culprit.title),
    decoys: [
      ...guiltyDeploys.flatMap((one) => (one.broughtBy ? [shaOf(one.service, one.broughtBy.title)] : [])),
      ...story.decoys.map(({ service, title }) => shaOf(service, title)),
      ...(story.flags ?? []).map(({ flag }) => `flag:${flag}`),
    ],
  };
}

/** What ran before, deployed long ago, and deployed again when something was undone. */
function goneBack(
  { name, undone }: Story,
  clock: Clock,
  commit: (sha: string, at: number, title: string, files: Files) => void,
) {
  if (undone === undefined) return [];
  const { service, minutes } = undone;
  const sha = hexOf(40, name, service, 'what ran before');
  const first = clock.startAt + 60_000;
  commit(sha, first - 600_000, `${service}: monthly update of texts`, { [`${service}/locales/en.yml`]: null });
  const record = (at: number) => ({
    at,
    record: { timestamp: iso(at), service, commit_sha: sha, version: versionOf(first) },
  });
  return [record(first), record(clock.at(minutes))];
}

/** In some cases the guilty deploy is the last one before the onset, so that neither the last nor an earlier one is a good guess. */
function decoysOf({ culprit, decoys }: Story, chance: Chance): DeployStory[] {
  const isLast = chance.next() < GUILTY_IS_LAST;
  if (!isLast || culprit === null || isFlag(culprit) || culprit.broughtBy !== undefined) return decoys.slice();
  return decoys.map((decoy) =>
    decoy.minutes > culprit.minutes - 1 && decoy.minutes < 0
      ? { ...decoy, minutes: culprit.minutes - chance.between(2, 9) }
      : decoy,
  );
}

function flagsOf(story: Story, system: SystemStory, clock: Clock, chance: Chance) {
  const { culprit } = story;
  const told = [...(culprit !== null && isFlag(culprit) ? [culprit] : []), ...(story.flags ?? [])];
  const usual = system.flags.filter((flag) => !told.some((one) => one.flag === flag) && chance.next() < 0.5);
  return [
    ...told.map(({ flag, service, minutes, turned }) => ({ flag, service, at: clock.at(minutes), turned })),
    ...usual.map((flag) => ({
      flag,
      service: chance.pick(Object.keys(system.services)),
      at: chance.between(clock.startAt, clock.startAt + (clock.onsetAt - clock.startAt) / 2),
      turned: undefined,
    })),
  ]
    .sort((a, b) => a.at - b.at)
    .map(({ flag, service, at, turned }) => ({
      timestamp: iso(at),
      flag,
      service,
      change: turned ?? 'off->on',
      actor: chance.pick(system.people),
    }));
}

/** In one of the forms in which tools hand out diffs. */
function diffOf(files: Files, form: SystemStory['diff']): string | null {
  const parts = Object.entries(files).flatMap(([path, text]) => {
    if (text === null) return [];
    const body = text.replace(/^\n/, '').replace(/\n$/, '');
    if (form === 'named') return [`@@ ${path} @@\n${body}`];
    if (form === 'hunk') return [`@@ ${path}: changed lines\n${body}`];
    const count = (sign: string) => body.split('\n').filter((line) => !line.startsWith(sign)).length;
    return [`--- a/${path}\n+++ b/${path}\n@@ -12,${count('+')} +12,${count('-')} @@\n${body}`];
  });
  return parts.length > 0 ? parts.join('\n') : null;
}

function versionOf(at: number): string {
  const [day = '', time = ''] = iso(at).split('T');
  return `v${day.replaceAll('-', '.')}-${time.slice(0, 5).replace(':', '')}`;
}
