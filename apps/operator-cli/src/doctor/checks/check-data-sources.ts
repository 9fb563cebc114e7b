import { type Check, createDataSources, type DataSource } from '@incidentfox/data-sources';
import { asFailure } from '@incidentfox/failures';
import { secretsIn } from '@incidentfox/secrets';
import type { Examination, ExaminedTeam } from '../examination.ts';
import { type Finding, failure, ok } from '../finding.ts';

/** Every configured data source's own checks, one cheap read for each thing it can be asked. */
export async function checkDataSources(team: ExaminedTeam, examination: Examination): Promise<Finding[]> {
  const sources = usableSources(team, examination);
  const findings = await Promise.all(sources.map((source) => checkSource(source, examination.timeoutMs)));
  return findings.flat();
}

/** Those whose secrets could be read; the others are told with the configuration. */
export function usableSources({ settings }: ExaminedTeam, { now }: Examination): DataSource[] {
  const usable = settings.tools.filter((tool) => secretsIn(tool.settings).every(({ secret }) => secret.isResolved));
  return createDataSources(usable, { now });
}

async function checkSource(source: DataSource, timeoutMs: number): Promise<Finding[]> {
  const subject = source.id;
  try {
    const checks = await source.check(AbortSignal.timeout(timeoutMs));
    const bad = checks.filter((check) => !check.ok);
    const good = checks.filter((check) => check.ok);
    return [...(good.length > 0 ? [ok(subject, seen(good))] : []), ...mergeFailures(subject, bad)];
  } catch (error) {
    return [failure(subject, asFailure(error, 'checking').message, `Check tools.${source.kind}.`)];
  }
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
