import { examine } from '../../src/doctor/examine.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { configurationFile } from './stand-ins.ts';

/** What the doctor says of tools and services alone, a line each; `now` is the moment the stand-ins tell of. */
export async function examineTools(
  content: { tools: object; services?: object[]; environment?: string },
  { now = Date.now, env = {} }: { now?: () => number; env?: Record<string, string> } = {},
): Promise<{ findings: Finding[]; lines: string[] }> {
  const integrations = { incident_io: { enabled: false }, slack: { enabled: false } };
  const file = configurationFile({ integrations, ...content });
  const all = await examine({ env: { ...env, INCIDENTFOX_CONFIG: file }, now });
  const findings = all.filter(({ subject }) => !['configuration', 'clock', 'Redis', 'apps'].includes(subject));
  return { findings, lines: findings.map(({ state, subject, detail }) => `${state} ${subject}: ${detail}`) };
}
