import type { LogFinding } from './log-finding.ts';
import { surprises } from './log-surprise.ts';
import { complainingServiceWeight, namedServiceWeight } from './thresholds.ts';

/** How much the logs speak for each service, as an effect: its own surprises, and those of others that name it. */
export function logEvidence(findings: readonly LogFinding[]): Map<string, number> {
  const evidence = new Map<string, number>();
  const raise = (service: string, effect: number) =>
    evidence.set(service, Math.max(evidence.get(service) ?? 0, effect));
  for (const { service, statements } of findings) {
    const surprised = surprises(statements);
    for (const [i, { blames }] of statements.entries()) {
      const surprise = surprised[i] ?? 0;
      const others = blames.filter((name) => name !== service);
      raise(service, others.length > 0 ? complainingServiceWeight * surprise : surprise);
      for (const name of others) raise(name, namedServiceWeight * surprise);
    }
  }
  return evidence;
}
