import { type ClaimCheck, check } from '../claim.ts';
import { shiftTitle } from '../forms/measured/numbers.ts';
import type { ReportCase } from '../report-case.ts';

/** What a report must not say beside something else it says. */
export function checkContradictions({ report, byId }: ReportCase): ClaimCheck[] {
  const blamed = report.cause?.service;
  const cleared = report.ruledOut.find(
    ({ text }) => text.startsWith(`Trouble in ${blamed}: `) || text.startsWith(`A fault inside ${blamed}: `),
  );
  const trigger = report.rootCause.find(({ text }) => /^It (?:began|ended) /.test(text))?.evidence[0];
  const out = report.ruledOut.find(
    ({ evidence }) => trigger !== undefined && byId.get(trigger)?.kind === 'change' && evidence[0] === trigger,
  );
  const isHealthy = report.verdict === 'healthy';
  return [
    check('contradiction', cleared === undefined, `${blamed} is blamed and ruled out: ${cleared?.text}`),
    check('contradiction', out === undefined, `the change that is blamed is ruled out: ${out?.text}`),
    check('contradiction', !isHealthy || report.rootCause.length === 0, 'nothing is wrong, and a cause is told'),
    check('contradiction', (report.cause === null) === (report.verdict !== 'root_cause'), 'cause and verdict disagree'),
    check(
      'contradiction',
      report.alternatives.reduce(
        (sum, { probability }) => sum + probability,
        report.cause === null ? 0 : report.confidence,
      ) <= 1.01,
      'the causes are more likely than certain together',
    ),
    check(
      'contradiction',
      report.decisive === null || (byId.get(report.decisive)?.spark ?? null) !== null,
      'what shows the trouble best is not drawn',
    ),
    ...twoNumbers(report),
    ...alternativesOut(report),
    ...firstPlace(report, byId),
  ];
}

/** One name with two numbers: a reader cannot know which holds. */
function twoNumbers(report: ReportCase['report']): ClaimCheck[] {
  const shown = new Map<string, string>();
  const checks: ClaimCheck[] = [];
  for (const { title, kind } of report.evidence) {
    const name = kind.startsWith('metric_') ? shiftTitle.exec(title)?.groups?.name : undefined;
    if (name === undefined) continue;
    checks.push(check('contradiction', !shown.has(name), `${shown.get(name)} and ${title}`));
    shown.set(name, title);
  }
  return checks;
}

function alternativesOut({ alternatives, ruledOut }: ReportCase['report']): ClaimCheck[] {
  const cleared = new Set(ruledOut.flatMap(({ text }) => /^A fault inside (.+?): /.exec(text)?.[1] ?? []));
  return alternatives.map(({ text }) => {
    const service = /^(?:Trouble inside (.+?)(?:, which others call)?|A fault in the code of (.+))$/
      .exec(text)
      ?.slice(1)
      .find((one) => one !== undefined);
    return check(
      'contradiction',
      service === undefined || !cleared.has(service),
      `${service} remains possible and is ruled out`,
    );
  });
}

/** The place that the summary sends a reader to is that of the likeliest lead, and the leads stand in that order. */
function firstPlace({ summary, alternatives }: ReportCase['report'], byId: ReportCase['byId']): ClaimCheck[] {
  const place = /(?:^|; )(?:The cause is not certain; )?([^;]+) is the first place to look/.exec(summary.text)?.[1];
  const [first] = alternatives;
  const isOrdered = alternatives.every(({ probability }, i) => probability <= (alternatives[i - 1]?.probability ?? 1));
  // A crash is told by the pod that crashed: whose it is, stands in what is cited.
  const isPodOf = / crashed$/.test(first?.text ?? '') && first?.evidence.some((id) => byId.get(id)?.service === place);
  const isNamed = first === undefined || first.text.includes(place?.replace(/^the /, '') ?? '') || isPodOf === true;
  return [
    check('contradiction', isOrdered, 'a likelier lead stands below a less likely one'),
    ...(place === undefined
      ? []
      : [
          check('contradiction', isNamed, `${place} is the first place to look, and the first lead is: ${first?.text}`),
        ]),
  ];
}
