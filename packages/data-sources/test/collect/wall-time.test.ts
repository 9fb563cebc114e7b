import { type Capability, capabilities } from '@incidentfox/incident';
import { aService } from '@incidentfox/test-kit';
import { collectAnswers, questionsFor } from '../../src/index.ts';
import { plainWindow } from '../plain-question.ts';
import { after, scriptedSource } from './scripted-source.ts';

/** 0.2 s to 3 s, one a source. */
const delays = Array.from({ length: 12 }, (_, at) => 200 + Math.round((at * 2_800) / 11));
const slowest = Math.max(...delays);

/** How long a whole collection takes beside its slowest source. */
async function collect(services: number, wanted: readonly Capability[]) {
  const sources = delays.map((delay, at) =>
    scriptedSource(`source-${at}`, Object.fromEntries(wanted.map((capability) => [capability, after(delay, [])]))),
  );
  const questions = questionsFor(
    Array.from({ length: services }, (_, at) => aService({ name: `service-${at}` })),
    wanted,
  );
  const startedAt = performance.now();
  const answers = await collectAnswers({
    sources,
    questions,
    scope: { incident: null, window: plainWindow },
    deadlineMs: 90_000,
  });
  return { answers, wallMs: performance.now() - startedAt };
}

describe('the wall time of a collection is the slowest source, not the sum', () => {
  test.each([
    { questions: 1, services: 1, wanted: capabilities.slice(0, 1) },
    { questions: 4, services: 2, wanted: capabilities.slice(0, 2) },
  ])(
    'with $questions questions to each of twelve sources of 0.2 to 3 s',
    async ({ questions, services, wanted }) => {
      const { answers, wallMs } = await collect(services, wanted);
      expect(answers).toHaveLength(12 * questions);
      expect(new Set(answers.map(({ answer }) => answer.state))).toEqual(new Set(['empty']));
      process.stdout.write(
        `collection of ${answers.length} answers: ${Math.round(wallMs)} ms, ${(wallMs / slowest).toFixed(3)} x the slowest source (${slowest} ms)\n`,
      );
      expect(wallMs).toBeLessThanOrEqual(1.15 * slowest + 150);
    },
    15_000,
  );
});
