import { Failure } from '@incidentfox/failures';
import type { Incident, Service } from '@incidentfox/incident';
import { idOrNumberOf } from '@incidentfox/jobs';
import { shorten } from '../../text/shorten.ts';
import { escapeMarkup, oneLine } from '../../text/untrusted-text.ts';
import { parseCommand, serviceNamed } from './parse-command.ts';
import { investigationOfChannel, mayAct, type SlackRequestContext, whisper } from './slack-request-context.ts';
import { startAgain } from './start-again.ts';

const usage =
  'Use /investigate in an incident channel, or /investigate INC-123. You can add a service and how far to look back: /investigate checkout 2h.';

/** `/investigate [INC-123] [service] [window]`. */
export async function answerCommand(context: SlackRequestContext, text: string): Promise<void> {
  const { services } = context.team.settings;
  const command = parseCommand(text, services);
  if (command.help) return whisper(context, usage);
  const incident = command.reference ? await byReference(context, command.reference) : await ofThisChannel(context);
  // The same words for "there is none" and "it is not for you": a private incident's existence is private too.
  if (!incident?.channelId || !(await mayAct(context, incident.channelId))) {
    const which = command.reference
      ? `no incident ${escapeMarkup(oneLine(command.reference))} with a channel you are in`
      : 'no incident that belongs to this channel';
    return whisper(context, `I know ${which}. ${usage}`);
  }
  const service = command.service ? serviceNamed(services, command.service) : undefined;
  if (command.service && !service) return whisper(context, unknownService(services, command.service));
  await startAgain(context, {
    incidentId: incident.id,
    reference: incident.reference,
    windowMinutes: command.windowMinutes,
    ...(service && { services: [service.name] }),
  });
}

interface Target {
  readonly id: string;
  readonly reference: string;
  readonly channelId: string | null;
}

async function byReference(context: SlackRequestContext, reference: string): Promise<Target | null> {
  if (!context.team.incidentIo) return null;
  try {
    const incident = await context.team.incidentIo.incident(idOrNumberOf(reference));
    return isMeant(incident, reference) ? target(incident) : null;
  } catch (failure) {
    if (failure instanceof Failure && failure.retry === 'never') return null;
    throw failure;
  }
}

/** The number alone finds INC-123 too when OPS-123 was asked for; a bare number or an id of incident.io is what it says. */
function isMeant({ id, reference }: Incident, asked: string): boolean {
  const wanted = asked.toLowerCase();
  return reference.toLowerCase() === wanted || id.toLowerCase() === wanted || reference.endsWith(`-${asked}`);
}

/** From our records, else among incident.io's open incidents: one that was not investigated by itself may be asked for. */
async function ofThisChannel(context: SlackRequestContext): Promise<Target | null> {
  const { job, team, deps } = context;
  const investigation = await investigationOfChannel(context, job.channel);
  if (investigation?.incident) return { ...target(investigation.incident), channelId: job.channel };
  const filter = {
    statusCategories: ['triage', 'live', 'paused'],
    createdAfter: deps.now() - 30 * 86_400_000,
    limit: 250,
  } as const;
  const open = await team.incidentIo?.incidents(filter);
  const here = open?.find((incident) => incident.channel?.id === job.channel);
  return here ? target(here) : null;
}

function target(incident: Incident): Target {
  return { id: incident.id, reference: oneLine(incident.reference), channelId: incident.channel?.id ?? null };
}

function unknownService(services: readonly Service[], typed: string): string {
  const names = services
    .slice(0, 12)
    .map((service) => service.name)
    .join(', ');
  const more = services.length > 12 ? ` and ${services.length - 12} more` : '';
  return escapeMarkup(
    `No service is called "${shorten(oneLine(typed), 60)}" in the catalogue. Known: ${names || 'none'}${more}.`,
  );
}
