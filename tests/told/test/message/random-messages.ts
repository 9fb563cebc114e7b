import { compileReport, diagnose } from '@incidentfox/analysis';
import { madeCases } from '@incidentfox/benchmark-changes/made-cases';
import { randomSystems } from '@incidentfox/benchmark-rca/random-systems';
import type { Observations, Report } from '@incidentfox/incident';
import { slackFaults } from './shown-messages.ts';

/*
 * Draws the messages of random systems and of the project's own change cases: `random-messages.ts SEED COUNT`. Prints JSON, one line: how many
 * reports, and what is wrong with which.
 */

function reportOn(observations: Observations): Report {
  const { affected, alarmAt, window } = observations;
  return compileReport({
    diagnosis: diagnose(observations),
    incident: { reference: 'INC-1', name: 'Alarm', createdAt: new Date(alarmAt).toISOString() },
    context: {
      affected: affected.map((service) => ({ service, foundBy: 'alert_attribute', because: 'the alert names it' })),
      symptom: 'unknown',
      alarmAt,
      window,
      hints: [],
    },
  });
}

const [seed, count] = process.argv.slice(2).map(Number);
const faults: string[] = [];
let reports = 0;
for (const cases of [madeCases(seed ?? 1), randomSystems(seed ?? 1, count ?? 100)])
  for (const { id, observations } of cases) {
    reports += 1;
    faults.push(...slackFaults(reportOn(observations)).map((fault) => `${id}: ${fault}`));
  }
process.stdout.write(`${JSON.stringify({ reports, faults })}\n`);
