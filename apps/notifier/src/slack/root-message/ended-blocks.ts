import type { Investigation } from '@incidentfox/incident';
import type { KnownBlock } from '@slack/types';
import { reportUrl } from '../../text/report-url.ts';
import { bold, line, link, plain, quoted, richText } from '../blocks/rich-text.ts';
import { header } from '../blocks/section-frame.ts';

const titles = {
  failed: ['⚠️', 'Investigation Failed', 'The investigation could not be finished.'],
  stopped: ['⏹️', 'Investigation Stopped', 'The investigation was stopped.'],
  held: ['⏸️', 'Investigation On Hold', 'The investigation waits.'],
} as const;

/** A run that ended without a report says so, and why, instead of leaving "Investigating…" standing for ever. */
export function endedBlocks(
  investigation: Investigation,
  state: keyof typeof titles,
  consoleUrl: string | null,
): KnownBlock[] {
  const [sign, title, otherwise] = titles[state];
  const details = link(reportUrl(consoleUrl, investigation), 'details');
  return [
    header(sign, title, investigation),
    richText(
      line(
        bold('Reason: '),
        quoted(investigation.ending ?? otherwise, 400),
        ...(details ? [plain(' · '), details] : []),
      ),
    ),
  ];
}
