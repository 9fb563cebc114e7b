import { createHash } from 'node:crypto';
import type { Incident, Trigger } from '@incidentfox/incident';
import { asksForServices, type Judgement, judgeIncident } from '../intake/judge-incident.ts';
import type { Team } from '../team.ts';

/** Judges incidents pass after pass, and asks incident.io again only about those that changed or were judged long ago. */
export interface RememberedJudgements {
  /** Null when too many had to be judged anew in this pass: the next one goes on. */
  judge(team: Team, incident: Incident, trigger: Trigger): Promise<Judgement | null>;
  /** A new pass begins. */
  begin(): void;
}

/** Conditions that ask for a service cost several requests an incident. */
const maxAnewInOnePass = 50;
/** What surrounds an incident, such as its alerts, changes without the incident. */
const freshForMs = 10 * 60_000;
const maxRemembered = 2_000;

interface Remembered {
  readonly settings: Team['settings'];
  readonly state: string;
  readonly judgedAt: number;
  readonly judgement: Judgement;
}

export function createRememberedJudgements(now: () => number): RememberedJudgements {
  const remembered = new Map<string, Remembered>();
  let anew = 0;
  return {
    begin: () => {
      anew = 0;
    },
    judge: async (team, incident, trigger) => {
      const { settings } = team;
      const key = `${settings.id} ${incident.id} ${trigger.kind}`;
      const state = createHash('sha256').update(JSON.stringify(incident)).digest('base64');
      const known = remembered.get(key);
      // A reload makes new settings: other rules may hold.
      const isKnown = known?.state === state && known.settings === settings && now() - known.judgedAt < freshForMs;
      if (isKnown) return known.judgement;
      if (anew >= maxAnewInOnePass && asksForServices(team)) return null;
      anew += 1;
      const judgement = await judgeIncident(team, incident, trigger);
      if (remembered.size >= maxRemembered) remembered.clear();
      remembered.set(key, { settings, state, judgedAt: now(), judgement });
      return judgement;
    },
  };
}
