import { diagnose } from '@incidentfox/analysis';
import type { MetricSeries, Observations } from '@incidentfox/incident';
import { judge } from '../random-systems/score/judge.ts';
import { tally } from '../random-systems/score/tally.ts';
import type { RandomSystem } from '../random-systems/truth.ts';
import { table, withInterval } from '../report/tables.ts';

interface Kind {
  name: string;
  without(observations: Observations): Observations;
}

const unasked = (observations: Observations, capabilities: readonly string[]): Observations['answered'] =>
  observations.answered.filter(({ capability }) => !capabilities.includes(capability));
const series = (is: (one: MetricSeries) => boolean) => (observations: Observations) => ({
  ...observations,
  series: observations.series.filter((one) => !is(one)),
});
const resources: ReadonlySet<string> = new Set(['cpu', 'memory', 'disk', 'saturation', 'restarts']);

/** Each as if nobody had set it up. */
const kinds: readonly Kind[] = [
  { name: 'resources', without: series(({ signal }) => resources.has(signal)) },
  { name: 'latencies', without: series(({ signal }) => signal.startsWith('latency')) },
  { name: 'failures', without: series(({ signal }) => signal.startsWith('error') || signal === 'availability') },
  { name: 'request rates', without: series(({ signal }) => signal === 'request_rate') },
  { name: 'calls as their clients measure them', without: series(({ peer }) => peer !== undefined) },
  { name: 'logs', without: (all) => ({ ...all, logs: [], answered: unasked(all, ['logs']) }) },
  { name: 'changes', without: (all) => ({ ...all, changes: [], answered: unasked(all, ['changes']) }) },
  {
    name: 'the platform and error trackers',
    without: (all) => ({ ...all, infra: [], errors: [], answered: unasked(all, ['infra', 'errors']) }),
  },
  { name: 'who calls whom', without: (all) => ({ ...all, edges: [], answered: unasked(all, ['topology']) }) },
];

/** How random systems are answered with everything, and without one kind of telemetry each. */
export function kindTable(systems: readonly RandomSystem[]): string {
  const row = (name: string, of: Kind['without']): string[] => {
    const all = tally(systems.map((system) => judge(system, diagnose(of(system.observations)))));
    const named = all.committed + all.falseAlarms;
    return [
      name,
      withInterval(all.first, all.faults),
      withInterval(all.committed - all.committedWrong, all.faults),
      withInterval(all.committedWrong + all.falseAlarms, named),
      `${all.sureWrong} of ${all.sure}`,
      withInterval(all.falseAlarms, all.healthy),
    ];
  };
  const head = [
    'without',
    'right first',
    'named and right',
    'wrong when it names a cause',
    'sure and wrong',
    'false alarms',
  ];
  return table(head, [row('(nothing missing)', (all) => all), ...kinds.map(({ name, without }) => row(name, without))]);
}
