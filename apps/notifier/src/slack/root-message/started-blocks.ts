import type { Investigation, Step } from '@incidentfox/incident';
import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import { hhmm } from '../../text/clock.ts';
import { firstOf, shorten } from '../../text/shorten.ts';
import { oneLine } from '../../text/untrusted-text.ts';
import { bold, line, list, plain, quoted, richText } from '../blocks/rich-text.ts';
import { header, nameOf, severityOf, smallPrint } from '../blocks/section-frame.ts';

/**
 *   🔎 Investigation Started · INC-123
 *   Context: High error rate on checkout service
 *   Severity: High (P1)
 *   Looking at: checkout-service, payment-gateway · errors · 13:32 to 14:40 UTC
 *   • ✓ prometheus: 12 series
 *   • … asking loki, github
 *   Investigating…
 */
export function startedBlocks(investigation: Investigation): (KnownBlock | null)[] {
  const steps = stepLines(investigation.steps);
  return [
    header('🔎', 'Investigation Started', investigation),
    richText(
      line(
        bold('Context: '),
        quoted(nameOf(investigation) || 'the incident is being read', 300),
        plain('\n'),
        bold('Severity: '),
        plain(severityOf(investigation)),
        ...scope(investigation),
      ),
      ...(steps.length > 0 ? [list('bullet', steps)] : []),
    ),
    smallPrint('Investigating…', startedBy(investigation)),
  ];
}

function scope(investigation: Investigation): RichTextElement[] {
  const { context } = investigation;
  if (!context) return [];
  const { shown, left } = firstOf(context.affected, 4);
  const services = shown.map((affected) => shorten(oneLine(affected.service), 60)).join(', ');
  const more = left > 0 ? ` and ${left} more` : '';
  const symptom = context.symptom === 'unknown' ? '' : ` · ${context.symptom}`;
  const { from, to } = context.window;
  return [
    plain('\n'),
    bold('Looking at: '),
    plain(`${services || 'everything that is configured'}${more}${symptom} · ${hhmm(from)} to ${hhmm(to)} UTC`),
  ];
}

const signs = { done: '✓', failed: '✗' } as const satisfies Record<Exclude<Step['state'], 'asking'>, string>;

/** One line a source that answered or failed, failures first, at most eight; those still asked share one line. */
export function stepLines(steps: readonly Step[]): RichTextSection[] {
  const failed = steps.filter((step) => step.state === 'failed');
  const done = steps.filter((step) => step.state === 'done');
  const asking = steps.filter((step) => step.state === 'asking').map((step) => shorten(oneLine(step.source), 40));
  const { shown, left } = firstOf([...failed, ...done], 8);
  const lines = shown.map((step) =>
    line(
      plain(`${step.state === 'failed' ? signs.failed : signs.done} `),
      quoted(step.source, 40),
      ...(step.note ? [plain(': '), quoted(step.note, 120)] : []),
    ),
  );
  if (left > 0) lines.push(line(plain(`and ${left} more`)));
  if (asking.length > 0) lines.push(line(plain('… asking '), quoted(asking.join(', '), 200)));
  return lines;
}

function startedBy(investigation: Investigation): string {
  const { trigger } = investigation;
  if (trigger.kind === 'slack' || trigger.kind === 'manual') return `asked for by ${trigger.by ?? 'a person'}`;
  return '';
}
