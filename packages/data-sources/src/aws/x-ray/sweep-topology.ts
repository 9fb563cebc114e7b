import { Failure } from '@incidentfox/failures';
import type { Edge, Window } from '@incidentfox/incident';
import { type QuestionRun, SkipQuestion } from '../../answering/index.ts';
import type { SweepQuestion } from '../../data-source.ts';
import { environmentKind, isSameEnvironment } from '../../environment/environment-kind.ts';
import { assumedPlace, type WantedPlace } from '../../environment/wanted-place.ts';
import { followPages } from '../../vendor-http/index.ts';
import { type AwsClient, present } from '../client.ts';

type Service = NonNullable<import('@aws-sdk/client-xray').GetServiceGraphResult['Services']>[number];

/** X-Ray gives no graph of a longer time. */
const maxSpanMs = 6 * 60 * 60_000;

/** Who calls whom, as X-Ray's service map has it; a service that is called after another environment is left out. */
export async function sweepTopology(client: AwsClient, question: SweepQuestion, run: QuestionRun): Promise<Edge[]> {
  const { window, place = assumedPlace } = question;
  if (!isSameEnvironment(place.unmarked, place.environment))
    throw new SkipQuestion(`X-Ray's service map is one for all environments, and this is about ${place.environment}`);
  const from = Math.max(window.from, window.to - maxSpanMs);
  const services = await client
    .using(run, 'xray:GetServiceGraph', () => readMap(client, { from, to: window.to }, run))
    .catch(unlessForbidden);
  return edgesOf(services, place).map((edge) => ({ ...edge, observed: { from, to: window.to } }));
}

/** Many accounts do without X-Ray, or do not let us see it: that is no trouble. */
function unlessForbidden(thrown: unknown): never {
  if (thrown instanceof Failure && thrown.kind === 'forbidden')
    throw new SkipQuestion("X-Ray's service map may not be read; allow xray:GetServiceGraph");
  throw thrown;
}

async function readMap(client: AwsClient, { from, to }: Window, run: QuestionRun): Promise<Service[]> {
  const [sdk, xray] = await client.xray(run);
  return followPages(run, 'services', async (NextToken) => {
    const input = { StartTime: new Date(from), EndTime: new Date(to), NextToken };
    const answer = await xray.send(new sdk.GetServiceGraphCommand(input), { abortSignal: run.signal });
    return { items: present(answer.Services, client.name), next: answer.NextToken };
  });
}

function edgesOf(services: readonly Service[], place: WantedPlace): Edge[] {
  // People are no service; a caller is listed once for itself and once for what others see of it.
  const named = services.filter(({ Name, Type }) => Name !== undefined && Type !== 'client' && isHere(Name, place));
  const nameOf = new Map(named.map(({ ReferenceId, Name = '' }) => [ReferenceId, Name]));
  const calls = named.flatMap(({ Name = '', Edges = [] }) =>
    Edges.flatMap(({ ReferenceId }): [string, string][] => {
      const to = nameOf.get(ReferenceId);
      return to === undefined || to === Name ? [] : [[Name, to]];
    }),
  );
  const each = new Map(calls.map((call) => [JSON.stringify(call), call]));
  return [...each.values()].map(([from, to]) => ({ from, to, foundBy: 'trace' }));
}

const isHere = (name: string, { environment }: WantedPlace): boolean =>
  environmentKind(name) === null || isSameEnvironment(name, environment);
