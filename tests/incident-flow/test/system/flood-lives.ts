import type { WireStatus, wireSeverities } from '@incidentfox/test-kit';

/** What incident.io says about an incident for a while. */
export interface Version {
  category: WireStatus;
  severity: keyof typeof wireSeverities;
  summary?: string;
}
export interface Life {
  name: string;
  /** What the API says, one after the other. */
  versions: [Version, Version, Version, Version, Version];
  /** Completed runs in the end: how many at least and at most. */
  runs: [number, number];
}

const live = (severity: Version['severity'] = 'high'): Version => ({ category: 'live', severity });
const now = (category: WireStatus, severity: Version['severity'] = 'high'): Version => ({ category, severity });

export const lives: Life[] = [
  { name: 'live all the time', versions: [live(), live(), live(), live(), live()], runs: [1, 1] },
  { name: 'accepted from triage', versions: [now('triage'), now('triage'), live(), live(), live()], runs: [1, 1] },
  { name: 'paused for a while', versions: [live(), now('paused'), live(), now('paused'), live()], runs: [1, 1] },
  { name: 'paused at first', versions: [now('paused'), now('paused'), now('paused'), live(), live()], runs: [1, 1] },
  {
    name: 'raised over the threshold',
    versions: [live('low'), live('low'), live('low'), live('high'), live('high')],
    runs: [1, 1],
  },
  {
    name: 'fallen and raised again',
    versions: [live('low'), live('high'), live('low'), live('low'), live('high')],
    runs: [1, 1],
  },
  {
    name: 'declined and taken up again',
    versions: [live(), now('declined'), now('declined'), live(), live()],
    runs: [1, 2],
  },
  {
    name: 'low all the time',
    versions: [live('low'), live('low'), live('low'), live('low'), live('low')],
    runs: [0, 0],
  },
  {
    name: 'low, closed in the end',
    versions: [live('low'), live('low'), now('closed', 'low'), now('closed', 'low'), now('closed', 'low')],
    runs: [0, 0],
  },
  {
    name: 'declined from triage, low',
    versions: [now('triage', 'low'), now('triage', 'low'), now('declined'), now('declined'), now('declined')],
    runs: [0, 0],
  },
  {
    name: 'over before we heard',
    versions: [now('closed'), now('closed'), now('closed'), now('closed'), now('closed')],
    runs: [0, 0],
  },
  { name: 'closed after a while', versions: [live(), live(), live(), now('closed'), now('closed')], runs: [0, 1] },
  {
    name: 'better described in the end',
    versions: [
      live(),
      live(),
      live(),
      { ...live(), summary: 'All card payments fail since 10:05' },
      { ...live(), summary: 'All card payments fail since 10:05' },
    ],
    runs: [1, 2],
  },
];
