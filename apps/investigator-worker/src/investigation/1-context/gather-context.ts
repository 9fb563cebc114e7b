import type { AffectedService, Context, Incident, Service, Trigger } from '@incidentfox/incident';
import { chooseWindow } from './choose-window.ts';
import { findAffected } from './find-affected.ts';
import { type AlarmingAlert, textsOf } from './incident-texts.ts';
import { readHints } from './read-hints.ts';
import { readSymptom } from './read-symptom.ts';

/**
 * What the incident tells us before anything is asked: the services it is about and how we know, the symptom, the window
 * and hints. Services a person named stand instead of ours.
 */
export function gatherContext(
  incident: Incident,
  alerts: readonly AlarmingAlert[],
  catalogue: readonly Service[],
  trigger: Trigger,
  now: number,
): Context {
  const alarmAt = alarmTime(incident, alerts, now);
  const words = [incident.name, incident.summary ?? '', ...alerts.map((a) => a.title)];
  const symptoms = words.map(readSymptom);
  return {
    affected: requestedServices(trigger, catalogue) ?? findAffected(textsOf(incident, alerts), catalogue),
    symptom: symptoms.find((s) => s !== 'unknown') ?? 'unknown',
    alarmAt,
    window: chooseWindow(alarmAt, now, trigger.windowMinutes),
    hints: readHints([...words, ...alerts.map((a) => a.description ?? '')].join('\n')),
  };
}

function alarmTime(incident: Incident, alerts: readonly AlarmingAlert[], now: number): number {
  const raised = raisedAt(incident, alerts);
  return raised === null ? now : Math.min(raised, now);
}

/** The earliest of the declaration and its alerts, epoch ms: people declare after the pager rang. Null when no time can be read. */
export function raisedAt(incident: Pick<Incident, 'createdAt'>, alerts: readonly AlarmingAlert[]): number | null {
  const declared = Date.parse(incident.createdAt);
  const earliestAlert = Math.min(...alerts.map((a) => a.createdAt));
  const dayBefore = declared - 24 * 3_600_000;
  const alarm = earliestAlert >= dayBefore ? Math.min(declared, earliestAlert) : declared;
  return Number.isFinite(alarm) ? alarm : null;
}

function requestedServices(trigger: Trigger, catalogue: readonly Service[]): AffectedService[] | null {
  const named = (trigger.services ?? []).filter((name) => catalogue.some((s) => s.name === name));
  if (named.length === 0) return null;
  return named.map((service) => ({
    service,
    foundBy: 'asked_for',
    because: trigger.by ? `${trigger.by} asked for it` : 'asked for by name',
  }));
}
