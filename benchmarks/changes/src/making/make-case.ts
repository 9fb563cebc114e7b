import type { ChangeTruth } from '../scoring/truth.ts';
import type { Story, SystemStory } from '../stories/story.ts';
import { Chance, hexOf } from './chance.ts';
import { type Clock, clockOf, iso } from './clock.ts';
import { makeChanges } from './make-changes.ts';
import { makeLogs } from './make-logs.ts';
import { makeMetrics } from './make-metrics.ts';
import { makeTraces } from './make-traces.ts';

export interface MadeCase {
  /** File name to content. */
  files: Readonly<Record<string, string>>;
  truth: ChangeTruth;
}

/** A story as the folder of a case; the same seed makes the same bytes. Some of what is optional is left out by chance. */
export function makeCase(story: Story, system: SystemStory, seed: number): MadeCase {
  const id = `own-${hexOf(8, 'case', story.name, seed)}`;
  const chance = new Chance('files', story.name, seed);
  const clock = clockOf(story, seed);
  const changes = makeChanges(story, system, clock, seed);
  const traces = makeTraces(story, system, clock, seed);
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const map = Object.entries(system.services).map(([service, { calls }]) => ({ service, depends_on: calls }));
  const events = (story.events ?? []).map(({ minutes, fields }) => ({ timestamp: iso(clock.at(minutes)), ...fields }));
  const files: Record<string, string> = {
    'alert.json': json(alertOf(story, system, clock)),
    'metrics.csv': makeMetrics(story, system, clock, seed),
    'logs.ndjson': makeLogs(story, system, clock, seed),
    'deploys.json': json(changes.deploys),
    'commits.json': json(changes.commits),
  };
  if (changes.flags.length > 0) files['flags.json'] = json(changes.flags);
  if (traces.length > 0 && chance.next() < 0.8) files['traces.json'] = json(traces);
  if (chance.next() < 0.5) files['service_map.json'] = json(map);
  if (events.length > 0) files['events.json'] = json(events);
  if (story.status !== undefined) files['status_feed.json'] = json(feedOf(story.status, clock));
  return {
    files,
    truth: {
      id,
      change: changes.guilty,
      decoys: changes.decoys,
      first_failing: story.service,
      blast_radius: story.victims,
      remediation: story.remediation,
    },
  };
}

function alertOf({ alarm, service }: Story, { names }: SystemStory, clock: Clock) {
  const usual: Readonly<Record<string, string>> = names;
  return {
    service: alarm.service ?? service,
    metric: usual[alarm.metric] ?? alarm.metric,
    fired_at: iso(clock.alarmAt),
    severity: 'critical',
    summary: alarm.summary,
  };
}

function feedOf({ provider, host, title, impact, minutes }: NonNullable<Story['status']>, clock: Clock) {
  return {
    provider,
    fetched_at: iso(clock.endAt),
    components: [{ name: provider, endpoint: host, status: 'partial_outage' }],
    incidents: [{ name: title, impact, status: 'investigating', started_at: iso(clock.at(minutes)), updates: [] }],
  };
}
