import type { Observations } from '@incidentfox/incident';
import type { Scenario } from './scenario.ts';
import { Telemetry } from './telemetry.ts';

function throttled(): Observations {
  return new Telemetry(61, ['media-service'])
    .service('media-service', { error_ratio: { normal: 0.003, noise: 0.5, turns: { from: -8, level: 0.4 } } })
    .logs('media-service', [
      {
        message: (n) => `ThrottlingException: Rate exceeded when calling the PutItem operation, attempt ${n % 3}`,
        from: -8,
        everyMs: 3_000,
      },
    ])
    .done();
}

function brokenRecord(): Observations {
  return new Telemetry(62, ['import-service'])
    .service('import-service', { error_ratio: { normal: 0.003, noise: 0.5, turns: { from: -8, level: 0.3 } } })
    .logs('import-service', [
      { message: (n) => `cannot parse document DOC-48213: unexpected end, attempt ${n}`, from: -8, everyMs: 4_000 },
    ])
    .done();
}

function nightlyExport(): Observations {
  return new Telemetry(63, ['ledger-service'])
    .service('ledger-service', { latency_p99: { normal: 0.2, noise: 0.15, turns: { from: -8, level: 4 } } })
    .logs('ledger-service', [
      { message: (n) => `row ${n} waits for a lock held by month-export`, level: 'warn', from: -8, everyMs: 3_000 },
    ])
    .change({ service: null, kind: 'infra', minutes: -9, title: 'Created job month-export-29' })
    .done();
}

export const noChangeCases: readonly Scenario[] = [
  {
    name: 'a managed service that throttles',
    observations: throttled,
    truth: { verdict: 'root_cause', services: ['media-service'], kinds: ['quota'], object: 'PutItem' },
  },
  {
    name: 'one record that nobody can read',
    observations: brokenRecord,
    truth: { verdict: 'root_cause', services: ['import-service'], kinds: ['bad_input'], object: 'DOC-48213' },
  },
  {
    name: 'a job that runs by the clock',
    observations: nightlyExport,
    truth: { verdict: 'root_cause', services: ['ledger-service'], kinds: ['scheduled_work'], object: 'month-export' },
  },
];
