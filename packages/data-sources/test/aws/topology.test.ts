import { aws } from '../../src/aws/index.ts';
import { aPlainQuestion } from '../plain-question.ts';
import { alarmAt } from '../questions.ts';
import { settled } from '../settled.ts';
import { startStandIn } from '../stand-in.ts';
import { admitToAws, awsKeys, awsRoutes } from './stand-in-aws.ts';

const node = (ReferenceId: number, Name: string, to: number[] = [], Type = 'AWS::ECS::Container') => ({
  ReferenceId,
  Name,
  Type,
  Edges: to.map((one) => ({ ReferenceId: one })),
});
const serviceMap = [
  node(0, 'web', [1], 'client'),
  node(1, 'web', [2, 4]),
  node(2, 'cart', [3]),
  node(3, 'carts-table', [], 'AWS::DynamoDB::Table'),
  node(4, 'cart-staging'),
];

async function callsIn(environment: string) {
  const refused: string[] = [];
  const standIn = await startStandIn(awsRoutes({ serviceMap }, refused), admitToAws);
  const settings = settled(aws.settings.parse({ url: standIn.url, region: 'eu-west-1', ...awsKeys }));
  const source = aws.create({ id: 'aws', settings, now: () => alarmAt });
  const { service: _, history: __, ...rest } = aPlainQuestion({});
  const place = { environment, isSaid: true, unmarked: 'production', because: 'a test' };
  const answer = await source.sweeps?.topology?.({ ...rest, names: [], place });
  await standIn.close();
  expect([...refused, ...standIn.refused]).toEqual([]);
  return { state: answer?.state, calls: answer?.items.map(({ from, to }) => `${from} calls ${to}`) };
}

describe("X-Ray's service map", () => {
  test('tells who calls whom, tables among them; people and what is called after another environment are left out', async () => {
    expect(await callsIn('production')).toEqual({ state: 'ok', calls: ['web calls cart', 'cart calls carts-table'] });
  });

  test('is one for all environments, and not asked about staging', async () => {
    expect(await callsIn('staging')).toEqual({ state: 'skipped', calls: [] });
  });
});
