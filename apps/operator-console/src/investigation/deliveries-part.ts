import type { DeliveryRecord } from '@incidentfox/investigations';
import { html, type Markup } from '../pages/html.ts';
import { table } from '../pages/table.ts';
import { inUtc } from '../pages/wording.ts';
import type { FoundJob } from '../queue-board/find-jobs.ts';
import { isStuck, jobOfSlot, type WholeInvestigation } from './read-investigation.ts';

/** What did not arrive, and jobs that failed: the first thing on the page. */
export function stuckPart({ deliveries, jobs }: WholeInvestigation): Markup {
  const lines = deliveries.filter(isStuck).map((one) => {
    const job = jobOfSlot(jobs, one.slot);
    const why = one.reason ?? job?.reason ?? null;
    return html`<li><strong>${slotInWords(one.slot)}</strong> ${stateInWords(one)}${why === null ? '' : `: ${why}`} ${job === null ? html`<span class="soft">(no job in the queue)</span>` : jobLink(job)}</li>`;
  });
  const told = new Set(deliveries.filter(isStuck).map(({ slot }) => jobOfSlot(jobs, slot)?.id));
  const failed = jobs
    .filter(({ state, id }) => state === 'failed' && !told.has(id))
    .map(
      (job) =>
        html`<li>The job <strong>${job.name}</strong> failed${job.reason === null ? '' : `: ${job.reason}`} ${jobLink(job)}</li>`,
    );
  if (lines.length + failed.length === 0) return html``;
  return html`<section class="stuck" aria-labelledby="stuck"><h2 id="stuck">Stuck</h2><ul>${lines}${failed}</ul></section>`;
}

const columns = [
  { title: 'What' },
  { title: 'State', isShort: true },
  { title: 'Last attempt', isShort: true },
  { title: 'Attempts', isNumber: true },
  { title: 'Reason' },
  { title: 'Job' },
];

/** Everything that was sent outside, or is to be. Attempts are those of the job, while it is there. */
export function deliveriesPart({ deliveries, jobs }: WholeInvestigation): Markup {
  if (deliveries.length === 0) return html``;
  const rows = deliveries.map((one) => {
    const job = jobOfSlot(jobs, one.slot);
    return {
      cells: [
        html`${slotInWords(one.slot)} <code class="soft">${one.slot}</code>`,
        html`${one.state.replace('_', ' ')}`,
        html`${inUtc(one.attemptAt)}`,
        html`${job === null ? '' : `${job.attempts} of ${job.maxAttempts}`}`,
        html`${one.reason ?? job?.reason ?? ''}`,
        jobLink(job),
      ],
    };
  });
  return html`<h2>Deliveries</h2>${table('Deliveries', columns, rows)}`;
}

function jobLink(job: FoundJob | null): Markup {
  return job === null ? html`` : html`<a href="${job.href}">${job.state} job in ${job.queue}</a>`;
}

function stateInWords({ state, attemptAt }: DeliveryRecord): string {
  return state === 'given_up' ? `was given up at ${inUtc(attemptAt)}` : `has waited since ${inUtc(attemptAt)}`;
}

/** `slack:thread:evidence` is "Slack reply: evidence". */
export function slotInWords(slot: string): string {
  const [kind, part = '', rest = ''] = slot.split(':');
  if (kind === 'timeline') return `Timeline entry: ${`${part} ${rest}`.trim().replace(/_/g, ' ')}`;
  if (part === 'root') return 'Slack message';
  return `Slack ${part === 'thread' ? 'reply' : part}: ${rest.replace(/_/g, ' ')}`;
}
