import { diagnose } from '@incidentfox/analysis';
import { Telemetry } from '../scenarios/telemetry.ts';

const failing = { turns: { from: -8, level: 0.4 } };

/** A service that is slow and fails, and whose pool is full: so does every caller of something slow. */
const suffering = (service: string) =>
  new Telemetry(61, [service])
    .service(service, {
      error_ratio: { normal: 0.002, ...failing },
      latency_mean: { normal: 0.05, turns: { from: -8, level: 2 } },
    })
    .series(service, 'saturation', { normal: 0.1, turns: { from: -8, level: 1 } });

describe('a service whose pool is full while it is slow', () => {
  test('is not named as the cause by that alone: every victim shows it', () => {
    const { verdict, confidence } = diagnose(suffering('orders').done());
    expect([verdict, confidence <= 0.55]).toEqual(['inconclusive', true]);
  });

  test('is named when the platform shows something of its own', () => {
    const killed = suffering('orders').infra('oom_killed', 'orders', 'orders-1', -8);
    expect(diagnose(killed.done())).toMatchObject({ verdict: 'root_cause', hypotheses: [{ service: 'orders' }, {}] });
  });

  test('is named when it keeps data for others: its connections are what it offers', () => {
    expect(diagnose(suffering('orders-db').done()).verdict).toBe('root_cause');
  });
});
