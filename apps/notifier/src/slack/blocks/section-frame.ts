import type { Investigation } from '@incidentfox/incident';
import type { ContextBlock, HeaderBlock } from '@slack/types';
import { shorten } from '../../text/shorten.ts';
import { oneLine } from '../../text/untrusted-text.ts';

/** The one large line that tells the states apart at a glance. Our own words and the incident's reference, nothing else. */
export function header(sign: string, title: string, investigation: Investigation): HeaderBlock {
  const drill = investigation.isTest ? ' (test incident)' : '';
  return {
    type: 'header',
    text: { type: 'plain_text', text: `${sign} ${title} · ${referenceOf(investigation)}${drill}`, emoji: false },
  };
}

/** A small grey line. Plain text, so that nothing in it can link, mention or format. */
export function smallPrint(...parts: readonly string[]): ContextBlock | null {
  const text = parts
    .map((part) => oneLine(part))
    .filter((part) => part !== '')
    .join(' · ');
  if (text === '') return null;
  return { type: 'context', elements: [{ type: 'plain_text', text: shorten(text, 600), emoji: false }] };
}

const wholeReference = /^[A-Za-z][A-Za-z0-9_]{0,30}-\d{1,9}$/;

/** `INC-123`, `ACME_PROD-7`; of anything else only letters, digits and hyphens, and few of them. */
export function referenceOf(investigation: Investigation): string {
  const said = investigation.incident?.reference ?? '';
  const reference = wholeReference.test(said) ? said : said.replace(/[^A-Za-z0-9-]/g, '').slice(0, 20);
  return reference || 'this incident';
}

export function nameOf(investigation: Investigation): string {
  return investigation.incident?.name ?? '';
}

/** `High (P1)`; says so when the incident has no severity, or one that is not mapped to a priority. */
export function severityOf(investigation: Investigation): string {
  const name = investigation.incident?.severity?.name;
  if (investigation.priorityOrigin === 'missing' || !name) return `not set, treated as ${investigation.priority}`;
  const shown = shorten(oneLine(name), 40);
  if (investigation.priorityOrigin === 'unknown') return `${shown} (not mapped, treated as ${investigation.priority})`;
  return `${shown} (${investigation.priority})`;
}
