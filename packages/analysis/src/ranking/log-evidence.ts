import type { LogFinding } from './log-finding.ts';
import { logSurprise } from './log-surprise.ts';
import { complainingServiceWeight, namedServiceWeight } from './thresholds.ts';

/** How much the logs speak for each service, as an effect: its own surprises, and those of others that name it. */
export function logEvidence(findings: readonly LogFinding[]): Map<string, number> {
  const evidence = new Map<string, number>();
  const raise = (service: string, effect: number) =>
    evidence.set(service, Math.max(evidence.get(service) ?? 0, effect));
  for (const finding of findings) {
    const surprise = logSurprise(finding.statements);
    const named = finding.mentions.filter(({ service }) => service !== finding.service);
    raise(finding.service, named.length > 0 ? complainingServiceWeight * surprise : surprise);
    for (const { service } of named) raise(service, namedServiceWeight * surprise);
  }
  return evidence;
}
