import { compileReport, diagnose } from '@incidentfox/analysis';
import { checkReport } from '@incidentfox/report-truth';
import { scenarios } from './scenarios/all.ts';

test.each(scenarios.map(({ name, observations }) => [name, observations] as const))(
  '%s: every sentence of the report is borne out by what was observed',
  (_, made) => {
    const observations = made();
    const { affected, alarmAt, window } = observations;
    const report = compileReport({
      diagnosis: diagnose(observations),
      incident: { reference: 'INC-1', name: 'Alarm', createdAt: new Date(alarmAt).toISOString() },
      context: {
        affected: affected.map((service) => ({ service, foundBy: 'exact', because: 'the title' })),
        symptom: 'unknown',
        alarmAt,
        window,
        hints: [],
      },
    });
    const claims = checkReport(report, observations);
    expect(claims.filter(({ isTrue }) => isTrue !== true)).toEqual([]);
    expect(claims.length).toBeGreaterThan(10);
  },
);
