import type { Change } from '@incidentfox/incident';
import type { ScoredChange } from '../../../changes/scored-change.ts';
import { citeChange, citeSymptom } from '../../citations/cite.ts';
import { type CauseSigns, type CauseWithoutChange, type WithoutChangeRule, wordsOf } from './cause-without-change.ts';
import { work, workRange } from './thresholds.ts';

const jobWords = /\bcron|\bjobs?\b|\bbatch|backup|\bexport|\bimport|reindex|vacuum|compaction|nightly|snapshot/i;
const inLogs = /\bcron|backup|reindex|vacuum|compaction|nightly|snapshot|scheduled (?:job|task)/i;
const maintenanceWords = /mainten|failover|patching|reboot|upgrade window|minor version upgrade/i;
const ordinary = new Set([
  'created',
  'create',
  'cronjob',
  'scheduled',
  'started',
  'window',
  'began',
  'maintenance',
  'completed',
  'failover',
  'replica',
  'the',
  'job',
  'jobs',
  'for',
  'and',
  'with',
]);

/** What a platform or a provider does by the clock: nobody changed anything, although it is recorded as a change of the infrastructure. */
export const isScheduled = ({ kind, sha, patch, version, title }: Change): boolean =>
  kind === 'infra' &&
  sha === undefined &&
  patch === undefined &&
  version === undefined &&
  (maintenanceWords.test(title) || jobWords.test(title));

/** A job or a maintenance that began shortly before, the likelier when the trouble's own lines name it. */
export const scheduledWorkCauses: WithoutChangeRule = (story) => [
  ...story.scene.changes.filter(({ change }) => isScheduled(change)).flatMap((scored) => fromEvent(scored, story)),
  ...fromLogs(story),
];

function fromEvent(scored: ScoredChange, { scene, symptoms, onset, origin }: CauseSigns): CauseWithoutChange[] {
  const { change } = scored;
  const lead = onset - change.startedAt;
  if (lead > workRange.beforeMs || lead < -workRange.afterMs) return [];
  const title = change.title.toLowerCase();
  const words = (title.match(/[a-z][a-z0-9-]{3,}/g) ?? [])
    .map((word) => word.replace(/-\d+$/, ''))
    .filter((word) => !ordinary.has(word));
  const services = [origin.service, ...symptoms.flatMap(({ service, blames }) => [service, blames?.name ?? service])];
  const isOnPath =
    services.some((one) => one.length >= 4 && title.includes(one.toLowerCase())) ||
    (change.service !== null && services.includes(change.service));
  const naming = scene.patterns.filter(
    ({ isNew, isSurging, example }) =>
      (isNew || isSurging) && words.some((word) => word.includes('-') && example.toLowerCase().includes(word)),
  );
  const isMaintenance = maintenanceWords.test(change.title);
  return [
    {
      kind: 'scheduled_work',
      object: words.find((word) => word.includes('-')) ?? words[0] ?? null,
      logOdds:
        (isMaintenance ? work.maintenance : work.event) +
        (isOnPath ? work.onPath : 0) +
        (naming.length > 0 ? work.namedInTrouble : 0),
      supports: [
        citeChange(scene.book, scored, scene.onset),
        ...symptoms.slice(0, 3).map((symptom) => citeSymptom(scene.book, symptom)),
      ],
    },
  ];
}

/** Without an event the lines alone speak of a job that began with the trouble. */
function fromLogs({ scene, symptoms }: CauseSigns): CauseWithoutChange[] {
  const said = symptoms.filter((one) => 'pattern' in one.from && inLogs.test(wordsOf(one)) && one.from.pattern.isNew);
  if (said.length === 0) return [];
  const supports = said.slice(0, 3).map((symptom) => citeSymptom(scene.book, symptom));
  return [{ kind: 'scheduled_work', object: null, logOdds: work.inLogsOnly, supports }];
}
