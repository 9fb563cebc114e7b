import { type Check, createDataSources, type DataSource } from '@incidentfox/data-sources';
import { asFailure } from '@incidentfox/failures';
import { secretsIn } from '@incidentfox/secrets';
import type { Examination, ExaminedTeam } from '../examination.ts';
import { type Finding, failure, ok } from '../finding.ts';
import { askSource } from '../questions/ask-source.ts';
import { judgeAnswers, unknownTo } from '../questions/judge-answers.ts';
import { nameUnknown } from '../questions/name-unknown.ts';

/** Every configured data source: whether it can be entered, and what it answers about the services of the catalogue. */
export async function checkDataSources(team: ExaminedTeam, examination: Examination): Promise<Finding[]> {
  const sources = usableSources(team, examination);
  const findings = await Promise.all(sources.map((source) => checkSource(source, team, examination)));
  return findings.flat();
}

/** Those whose secrets could be read; the others are told with the configuration. */
function usableSources({ settings }: ExaminedTeam, { now }: Examination): DataSource[] {
  const usable = settings.tools.filter((tool) => secretsIn(tool.settings).every(({ secret }) => secret.isResolved));
  return createDataSources(usable, { now });
}

async function checkSource(source: DataSource, team: ExaminedTeam, examination: Examination): Promise<Finding[]> {
  const subject = source.id;
  try {
    const checks = await source.check(AbortSignal.timeout(examination.timeoutMs));
    const bad = checks.filter((check) => !check.ok);
    const good = checks.filter((check) => check.ok);
    const entered = [...(good.length > 0 ? [ok(subject, seen(good))] : []), ...mergeFailures(subject, bad)];
    // What cannot be entered at all would say the same again to every question.
    return good.length === 0 ? entered : [...entered, ...(await checkAnswers(source, team, examination, bad))];
  } catch (error) {
    return [failure(subject, asFailure(error, 'checking').message, `Check tools.${source.kind}.`)];
  }
}

/** What it answers to an investigation's own questions. What its checks said already is not said again. */
async function checkAnswers(
  source: DataSource,
  team: ExaminedTeam,
  examination: Examination,
  told: readonly Check[],
): Promise<Finding[]> {
  // It is asked about an incident, not about a service; its own check reads the alerts of the latest one.
  if (source.kind === 'incident_io') return [];
  const asked = await askSource(source, team, examination);
  const isTold = ({ detail }: Finding) => told.some((check) => check.detail !== '' && detail.endsWith(check.detail));
  return [
    ...judgeAnswers(source, asked).filter((finding) => finding.state === 'ok' || !isTold(finding)),
    ...(await nameUnknown(source, unknownTo(asked), team.settings.services, examination.timeoutMs)),
  ];
}

const seen = (checks: readonly Check[]): string =>
  checks.map((check) => `${check.capability}: ${check.detail}`).join('; ');

/** A server that is away fails every check alike: that is one line. */
function mergeFailures(subject: string, checks: readonly Check[]): Finding[] {
  const byReason = new Map<string, Check[]>();
  for (const check of checks) byReason.set(check.detail, [...(byReason.get(check.detail) ?? []), check]);
  return [...byReason].map(([detail, alike]) => {
    const what = alike.map((check) => check.capability).join(', ');
    return failure(subject, `${what}: ${detail}`, alike[0]?.hint ?? `Check tools.${subject}.`);
  });
}
