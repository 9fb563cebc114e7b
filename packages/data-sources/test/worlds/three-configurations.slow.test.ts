import { describeWithPrometheus } from '../prometheus/backfilled-prometheus.ts';
import { type Configuration, configurations, type Outcome, playWorld } from './play-world.ts';
import { labels, makeRandomWorld } from './random-world.ts';

const seeds = Array.from({ length: Number(process.env.WORLDS ?? labels.length) }, (_, at) => at);

/** Every way to label series once, names spelled by chance: how much is found with how little written down. */
describeWithPrometheus('worlds made by chance, under three configurations', () => {
  test('with names alone nine tenths of the calls that can be seen are found, and no wrong one', async () => {
    const played: Record<Configuration, Outcome>[] = [];
    for (const seed of seeds) played.push(await playWorld(makeRandomWorld(seed)));
    const rows = configurations.map((one) => [one, sumOf(played.map((outcomes) => outcomes[one]))] as const);
    process.stdout.write(`${tableOf(rows)}\n${missedIn(played)}`);
    for (const [, { calls }] of rows) expect(calls.wrong).toBe(0);
    const [, named] = rows[1] as (typeof rows)[number];
    expect(named.calls.found / named.calls.of).toBeGreaterThanOrEqual(0.9);
  }, 600_000);
});

type Sum = Omit<Outcome, 'missed'>;

function sumOf(outcomes: readonly Outcome[]): Sum {
  const total = (of: (one: Outcome) => number) => outcomes.reduce((sum, one) => sum + of(one), 0);
  return {
    services: { found: total((one) => one.services.found), of: total((one) => one.services.of) },
    calls: {
      found: total((one) => one.calls.found),
      of: total((one) => one.calls.of),
      wrong: total((one) => one.calls.wrong),
    },
    questions: { answered: total((one) => one.questions.answered), of: total((one) => one.questions.of) },
  };
}

function tableOf(rows: readonly (readonly [Configuration, Sum])[]): string {
  const share = (part: number, of: number) => `${part} of ${of} (${(part / of).toFixed(2)})`;
  const lines = rows.map(
    ([name, { services, calls, questions }]) =>
      `| ${name} | ${share(services.found, services.of)} | ${share(calls.found, calls.of)} | ${calls.wrong} | ${share(questions.answered, questions.of)} |`,
  );
  return [
    '| configuration | services found | calls found | wrong calls | questions answered |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

function missedIn(played: readonly Record<Configuration, Outcome>[]): string {
  return played
    .flatMap((outcomes, seed) => {
      const { habits } = makeRandomWorld(seed);
      return configurations.map((one) => {
        const { missed } = outcomes[one];
        const habit = `${habits.label}, ${habits.spelling}`;
        return missed.length === 0 ? '' : `world ${seed} (${habit}), ${one}: ${missed.slice(0, 6).join('; ')}\n`;
      });
    })
    .join('');
}
