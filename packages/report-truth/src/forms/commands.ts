import type { Action, Change } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../claim.ts';
import { citedBy, type ReportCase } from '../report-case.ts';
import { part } from './sentence-form.ts';

/** One command that an action may give, and what has to hold for it. */
interface CommandForm {
  form: RegExp;
  read(parts: Readonly<Record<string, string>>, one: ReportCase, action: Action): ClaimCheck[];
}

/** What it names was observed, or the sentence beside it names it too. */
const names: CommandForm['read'] = (parts, { observed }, { text }) =>
  Object.values(parts).flatMap((name) =>
    name === undefined
      ? []
      : [check('name', text.includes(name) || observed.isKnown(name), `nothing that was observed is called ${name}`)],
  );

/** The changes that the action cites. */
function citedChanges(one: ReportCase, action: Action): Change[] {
  const cited = citedBy(one, action).filter(({ kind }) => kind === 'change');
  return one.observed.observations.changes.filter(({ service, startedAt }) =>
    cited.some((each) => each.service === service && each.at === startedAt),
  );
}

const rollOuts: readonly Change['kind'][] = ['deploy', 'rollback', 'release', 'config'];

/** Going back by one revision takes back what was rolled out last: that has to be the change that the action is about. */
function undoesLatest(one: ReportCase, action: Action): ClaimCheck {
  const [change] = citedChanges(one, action);
  const later = one.observed
    .changesOf(change?.service ?? null)
    .find(
      ({ startedAt, kind, status }) =>
        startedAt > (change?.startedAt ?? 0) && rollOuts.includes(kind) && status !== 'failed',
    );
  return check('advice', later === undefined, `it would take back ${later?.title}, which came later`);
}

const commit: CommandForm['read'] = (parts, one, action) =>
  [parts.sha, parts.other].flatMap((sha) =>
    sha === undefined
      ? []
      : [
          check(
            'change',
            citedChanges(one, action).some((each) => each.sha === sha),
            `no change it is about is ${sha}`,
          ),
        ],
  );

const place = '(?: -n (?<namespace>[\\w.-]+))?';
const kubernetes = (words: string): RegExp => new RegExp(`^kubectl ${words}${place}$`);

const forms: readonly CommandForm[] = [
  { form: kubernetes('logs deployment/(?<workload>\\S+) --tail=\\d+'), read: names },
  {
    form: kubernetes('logs (?<pod>\\S+) --previous --tail=\\d+'),
    read: (parts, one, action) => [
      ...names(parts, one, action),
      check('advice', / from before its restart$/.test(action.text), `${parts.pod} is not said to have restarted`),
    ],
  },
  { form: kubernetes('describe (?:pod|node|deployment) (?<object>\\S+)'), read: names },
  { form: kubernetes('(?:top pods|get pods -o wide) -l app=(?<workload>\\S+)'), read: names },
  {
    form: kubernetes('rollout (?<step>undo|history) deployment/(?<workload>\\S+)'),
    read: ({ step = '', ...parts }, one, action) => [
      ...names(parts, one, action),
      check('advice', /^Consider rolling .+ back/.test(action.text), 'no rollback is recommended'),
      ...(step === 'undo' ? [undoesLatest(one, action)] : []),
    ],
  },
  { form: /^git show --stat (?<sha>\S+)(?: (?<other>\S+))?$/, read: commit },
  {
    form: /^git revert (?<sha>\S+)$/,
    read: (parts, one, action) => [
      ...commit(parts, one, action),
      check('advice', /^Consider undoing /.test(action.text), 'nothing is recommended to be undone'),
    ],
  },
  {
    form: /^git log --oneline (?<from>[^\s.]\S*?)\.\.(?<to>\S+)$/,
    read: (parts, one, action) => [
      check(
        'change',
        citedChanges(one, action).some(
          ({ version, previousVersion }) => version === parts.to && previousVersion === parts.from,
        ),
        `no change it is about went from ${part(parts, 'from')} to ${part(parts, 'to')}`,
      ),
    ],
  },
  { form: /^nslookup (?<host>\S+)$/, read: names },
  // What the platform's own objects show is looked at by the command that came with them.
  {
    form: /^(?<whole>kubectl (?:describe|get|logs) .+)$/,
    read: ({ whole }, one) => [
      check(
        'advice',
        one.observed.observations.infra.some(({ command }) => command === whole),
        'no event of the platform came with it',
      ),
    ],
  },
];

/** Words that a shell takes as they are. */
const plainCommand = /^[\w./@:=-]+(?: [\w./@:=-]+)*$/;

/** The command beside an action: of a known form, about what the action is about, and about what was observed. */
export function checkCommand(one: ReportCase, action: Action): ClaimCheck[] {
  const { command } = action;
  if (command === null) return [];
  const isPlain = check('advice', plainCommand.test(command), `a shell would read more than words in ${command}`);
  for (const { form, read } of forms) {
    const found = form.exec(command);
    if (found !== null) return [isPlain, ...read({ ...found.groups }, one, action)];
  }
  return [isPlain, { kind: 'unread', isTrue: null, why: `no form is known for the command ${command}` }];
}
