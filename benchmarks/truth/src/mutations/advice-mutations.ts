import type { Action, Change, Report } from '@incidentfox/incident';
import type { Mutation, Told } from './mutation.ts';

type WithCommand = Action & { command: string };

/** The first action with such a command, told with another. */
function withCommand({ report, observations }: Told, form: RegExp, change: (command: string) => string): Told | null {
  const at = report.actions.findIndex(({ command }) => command !== null && form.test(command));
  const found = report.actions[at] as WithCommand | undefined;
  if (found === undefined) return null;
  const actions = report.actions.map((one, index) => (index === at ? { ...one, command: change(found.command) } : one));
  return { observations, report: { ...report, actions } };
}

/** The change that the first action of this form cites. */
function changeOf({ report, observations }: Told, form: RegExp): Change | undefined {
  const action = report.actions.find(({ text }) => form.test(text));
  const cited = report.evidence.find(({ id }) => id === action?.evidence[0]);
  return observations.changes.find(({ service, startedAt }) => service === cited?.service && startedAt === cited?.at);
}

const withChange = ({ report, observations }: Told, change: Change): Told => ({
  report,
  observations: { ...observations, changes: [...observations.changes, change] },
});

const told = (report: Report, text: string, evidence: Action['evidence']): Report => ({
  ...report,
  actions: [{ text, evidence, command: null }, ...report.actions],
});

/** Falsehoods about what to do: commands, and advice that comes too late. */
export const adviceMutations: readonly Mutation[] = [
  {
    name: 'a command is about a pod that nobody saw',
    kind: 'name',
    apply: (one) =>
      withCommand(one, /^kubectl logs /, (command) =>
        command.replace(/ logs (deployment\/)?\S+/, ' logs $1unheard-of-0'),
      ),
  },
  {
    name: 'a shell would run more than the command',
    kind: 'advice',
    apply: (one) => withCommand(one, /^kubectl /, (command) => `${command}; rm -rf /`),
  },
  {
    name: 'a command of a form that nobody knows',
    kind: 'unread',
    apply: (one) => withCommand(one, /^kubectl /, () => 'kubectl delete namespace shop'),
  },
  {
    name: 'the commit to look at is of another change',
    kind: 'change',
    apply: (one) => withCommand(one, /^git show /, (command) => command.replace(/ [0-9a-f]{6,}$/, ' 0123abc')),
  },
  {
    name: 'the step back would take back another rollout',
    kind: 'advice',
    apply: (one) => {
      const change = changeOf(one, /^Consider rolling /);
      const isStep = one.report.actions.some(({ command }) => command?.startsWith('kubectl rollout undo') === true);
      if (change === undefined || !isStep) return null;
      const later = { ...change, id: `${change.id}-later`, startedAt: change.startedAt + 1_000, version: '77.7.7' };
      return withChange(one, { ...later, previousVersion: change.version ?? '77.7.6', title: 'Another feature' });
    },
  },
  {
    name: 'a setting is to be undone that was set back',
    kind: 'advice',
    apply: (one) => {
      const change = changeOf(one, /^Consider undoing /);
      if (change === undefined) return null;
      return withChange(one, { ...change, id: `${change.id}-back`, startedAt: change.startedAt + 60_000 });
    },
  },
  {
    name: 'what goes out again was never taken back',
    kind: 'advice',
    apply: (one) => {
      const { report, observations } = one;
      const change = changeOf(one, /^Read what changed in /);
      const read = report.actions.find(({ text }) => /^Read what changed in [^,]+$/.test(text));
      if (change === undefined || read === undefined) return null;
      return { observations, report: told(report, `${read.text}, before it goes out again`, read.evidence) };
    },
  },
];
