import type { Investigation } from '@incidentfox/incident';
import { html, link, type Markup } from '../pages/html.ts';
import { layout } from '../pages/layout.ts';
import { duration, inUtc, titleOfRecord } from '../pages/wording.ts';
import { costPart } from './cost-part.ts';
import { deliveriesPart, stuckPart } from './deliveries-part.ts';
import { questionsPart } from './questions-part.ts';
import type { WholeInvestigation } from './read-investigation.ts';
import { reportPart } from './report-part.ts';

/** One revision in full: what is stuck, the report with all its evidence, what was sent, and every question that was asked. */
export function investigationPage(whole: WholeInvestigation): string {
  const one = whole.revision;
  const title = titleOfRecord(one);
  const head = html`<h1>${title}</h1>${factsPart(whole)}`;
  // a private incident's details belong to its own channel and timeline, not to everyone who may open the console
  if (one.isPrivate)
    return layout(
      title,
      html`${head}<p>This incident is private: its findings are in its own channel.</p>`,
      '/investigations',
    );
  const ending = one.ending ? html`<p>${one.ending}</p>` : html``;
  return layout(
    title,
    html`${head}${stuckPart(whole)}${ending}${one.report ? reportPart(one.report) : html``}${contextPart(one)}
${deliveriesPart(whole)}${costPart(one.questions)}${questionsPart(one)}`,
    '/investigations',
  );
}

function factsPart({ revision: one, latestRevision, feedback, holder, jobs }: WholeInvestigation): Markup {
  const took =
    one.finishedAt === null ? '' : `, took ${duration(Date.parse(one.finishedAt) - Date.parse(one.queuedAt))}`;
  const by = `${one.trigger.kind}${one.trigger.by && !one.isPrivate ? ` by ${one.trigger.by}` : ''}`;
  const job = jobs.find(({ id }) => id === holder);
  const owner = job ? html`<a href="${job.href}">${job.id}</a>` : html`${holder}`;
  const said = feedback.helpful + feedback.notHelpful;
  return html`<p class="soft"><span class="tag">${one.priority}</span> ${one.state}, queued ${inUtc(one.queuedAt)}${took}, asked for by ${by}
${one.incident?.permalink ? html` · ${link(one.incident.permalink, 'open in incident.io')}` : html``}</p>
${latestRevision > 1 ? runsPart(one, latestRevision) : html``}
${holder === null ? html`` : html`<p class="soft">Run by the job ${owner}.</p>`}
${said === 0 ? html`` : html`<p class="soft">Feedback: ${feedback.helpful} found it helpful, ${feedback.notHelpful} did not.</p>`}`;
}

/** More than these are left out in the middle of nowhere; the address takes any. */
const maxRuns = 30;

function runsPart(one: Investigation, latest: number): Markup {
  const first = Math.max(1, latest - maxRuns + 1);
  const runs = Array.from({ length: latest - first + 1 }, (_, at) => first + at);
  const links = runs.map((run) =>
    run === one.revision
      ? html` <strong aria-current="page">${run}</strong>`
      : html` <a href="/investigations/${encodeURIComponent(one.id)}?revision=${run}">${run}</a>`,
  );
  return html`<nav aria-label="Runs">Run${links}</nav>`;
}

function contextPart({ context }: Investigation): Markup {
  if (!context) return html``;
  const found = context.affected.map(
    (a) => html`<li>${a.service} <span class="soft">(${a.foundBy.replace(/_/g, ' ')}: ${a.because})</span></li>`,
  );
  return html`<h2>Context</h2><p>Symptom: ${context.symptom}. Looked at ${inUtc(context.window.from)} to ${inUtc(context.window.to)}.</p><ul>${found}</ul>`;
}
