import type { Investigation, Step } from '@incidentfox/incident';
import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import { firstOf, shorten } from '../shorten.ts';
import { oneLine } from '../untrusted-text.ts';
import { hhmm } from './clock.ts';
import { bold, line, list, quoted, richText, words } from './rich-text.ts';
import { header, nameOf, severityOf, smallPrint } from './section-frame.ts';

/**
 *   🔎 Investigation Started · INC-123
 *   Context: High error rate on checkout service
 *   Severity: High (P1)
 *   Looking at: checkout-service, payment-gateway · errors · 13:32 to 14:40 UTC
 *   • ✓ prometheus: 12 series
 *   • … loki: asking
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
        words('\n'),
        bold('Severity: '),
        words(severityOf(investigation)),
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
    words('\n'),
    bold('Looking at: '),
    words(`${services || 'everything that is configured'}${more}${symptom} · ${hhmm(from)} to ${hhmm(to)} UTC`),
  ];
}

const signs = { asking: '…', done: '✓', failed: '✗' } as const satisfies Record<Step['state'], string>;

/** One line a source; at most eight, failures first, because they are what a reader may want to act on. */
export function stepLines(steps: readonly Step[]): RichTextSection[] {
  const order = { failed: 0, asking: 1, done: 2 };
  const sorted = [...steps].sort((a, b) => order[a.state] - order[b.state]);
  const { shown, left } = firstOf(steps.length > 8 ? sorted : steps, 8);
  const lines = shown.map((step) =>
    line(
      words(`${signs[step.state]} `),
      quoted(step.source, 40),
      ...(step.note ? [words(': '), quoted(step.note, 120)] : []),
    ),
  );
  return left > 0 ? [...lines, line(words(`and ${left} more`))] : lines;
}

function startedBy(investigation: Investigation): string {
  const { trigger } = investigation;
  if (trigger.kind === 'slack' || trigger.kind === 'manual') return `asked for by ${trigger.by ?? 'a person'}`;
  return '';
}
