import { investigationPage } from '../src/investigation/investigation-page.ts';
import { anInvestigation } from './an-investigation.ts';

test('a page shows what the questions cost each source and all of them', () => {
  const one = anInvestigation('i1');
  const [question] = one.questions;
  if (question === undefined) throw new Error('no question');
  const questions = [
    { ...question, source: 'prometheus', requests: 40, items: 12, bytes: 300_000, tookMs: 900 },
    { ...question, source: 'prometheus', requests: 2, items: 3, bytes: 1_000, tookMs: 2_500 },
    { ...question, source: 'loki', requests: 5, items: 1, bytes: 10, tookMs: 100 },
  ];
  const nothing = { deliveries: [], jobs: [], feedback: { helpful: 0, notHelpful: 0 }, holder: null };
  const whole = { revision: { ...one, questions }, latestRevision: 1, ...nothing };
  const cells = investigationPage(whole)
    .split('What it cost')
    .at(-1)
    ?.split('</table>')[0]
    ?.match(/<td[^>]*><div>[^<]*/g)
    ?.map((cell) => cell.replace(/<td[^>]*><div>/, ''));
  expect(cells).toEqual(
    [
      ['prometheus', '2', '42', '15', '294 KiB', '2.5 s'],
      ['loki', '1', '5', '1', '1 KiB', '0.10 s'],
      ['all sources', '3', '47', '16', '294 KiB', '2.5 s'],
    ].flat(),
  );
});
