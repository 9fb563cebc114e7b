import type { Metrics } from '@incidentfox/service-runtime';

/** What reconciliation counts: a number of started runs that is not zero means that webhooks are lost. */
export interface ReconciliationMetrics {
  passed(
    team: string,
    found: { listed: number; started: number; leftOver: number; resumed: number; considered: number },
  ): void;
}

export function createReconciliationMetrics(metrics: Metrics): ReconciliationMetrics {
  const passes = metrics.counter('reconciliation_passes_total', 'Passes over the live incidents', ['team']);
  const started = metrics.counter('reconciliation_started_total', 'Investigations started because no webhook did', [
    'team',
  ]);
  const resumed = metrics.counter('reconciliation_resumed_total', 'Runs that no worker had, taken up again', ['team']);
  const considered = metrics.counter(
    'reconciliation_considered_total',
    'Incidents that differed from what was on record, looked at because no webhook did',
    ['team'],
  );
  const listed = metrics.gauge(
    'reconciliation_live_incidents',
    'Open incidents that changed within 24 hours, at the last pass',
    ['team'],
  );
  const leftOver = metrics.gauge('reconciliation_left_over', 'Missed incidents left for the next pass', ['team']);
  return {
    passed: (team, found) => {
      passes.inc({ team });
      started.inc({ team }, found.started);
      resumed.inc({ team }, found.resumed);
      considered.inc({ team }, found.considered);
      listed.set({ team }, found.listed);
      leftOver.set({ team }, found.leftOver);
    },
  };
}
