import { diagnose } from '@incidentfox/analysis';
import { type Course, Telemetry } from '../scenarios/telemetry.ts';

const slow = (from: number, level: number): Course => ({ normal: 0.1, turns: { from, level } });
const firstOf = (telemetry: Telemetry) => diagnose(telemetry.done()).ranking[0]?.service;
/** Two slow services, the front one fails as well; the other one is short of CPU. */
const twoSlow = (cpuFrom = -8) =>
  new Telemetry(61, ['front'])
    .service('front', {
      latency_mean: slow(-8, 3),
      error_ratio: { normal: 0.002, noise: 0.5, turns: { from: -8, level: 0.3 } },
    })
    .service('prices', { latency_mean: slow(-8, 1.2), cpu: { normal: 0.4, turns: { from: cpuFrom, level: 0.8 } } })
    .service('mail');

describe('of services that are slow, where nobody knows who calls whom', () => {
  test('the one that is short of something of its own comes first', () => {
    expect(firstOf(twoSlow())).toBe('prices');
  });

  test('one that is short and well changes nothing', () => {
    const telemetry = new Telemetry(62, ['front'])
      .service('front', { latency_mean: slow(-8, 1.6) })
      .service('mail', { latency_mean: { normal: 0.1 }, cpu: { normal: 0.4, turns: { from: -8, level: 0.8 } } });
    expect(firstOf(telemetry)).toBe('front');
  });
});
