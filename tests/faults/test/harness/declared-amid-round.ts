import type { Fault, Played } from '@incidentfox/incident-flow/simulator';
import type { System } from '@incidentfox/incident-flow/system';
import { waitFor } from '@incidentfox/test-kit';
import { toldOf } from './ledger.ts';
import { patienceMs, type Undisturbed } from './undisturbed.ts';
import { chanceOf } from './variations.ts';

const scenario = 'checkout';
/** Nothing may be told twice or taken back when everything else has come to rest too. */
const restMs = 5_000;

export interface AmidRound {
  readonly system: System;
  readonly seeds: readonly number[];
  readonly calm: Undisturbed;
  /** How incident.io misbehaves while the incidents are declared, and for how long. */
  readonly trouble: { readonly mode: Fault['mode']; readonly path?: string; readonly lengthMs: number };
  /** Happens when the trouble begins. */
  readonly meanwhile?: () => Promise<void>;
  /** How long after the trouble it all must be told. */
  readonly withinMs: number;
}

/**
 * One incident is declared and looked into when incident.io begins to misbehave; the others, one a seed, are declared at moments
 * of their own while it does. Afterwards the world must have been told of each exactly what it is told in peace.
 */
export async function declaredAmidRound(round: AmidRound): Promise<void> {
  const { system, seeds, calm, trouble, meanwhile, withinMs } = round;
  const { simulator } = system;
  const [first = 0, ...others] = seeds;
  const incidents: Played[] = [await simulator.play(scenario, [], true)];
  await pass(chanceOf(first).between(0, calm.tookMs));
  const beganAt = Date.now();
  await simulator.fault('incident_io', trouble.mode, trouble.path === undefined ? {} : { path: trouble.path });
  const done = meanwhile?.();
  const moments = others.map((seed) => chanceOf(seed).between(0, trouble.lengthMs)).sort((a, b) => a - b);
  for (const moment of moments) {
    await pass(beganAt + moment - Date.now());
    incidents.push(await simulator.play(scenario));
  }
  await pass(beganAt + trouble.lengthMs - Date.now());
  await simulator.fault('incident_io', 'none');
  await done;
  const same = async () => {
    expect(await toldOf(simulator, incidents)).toEqual(incidents.map(() => calm.told));
    return true;
  };
  await waitFor(same, { timeoutMs: patienceMs(calm, seeds.length, withinMs), everyMs: 500 });
  await pass(restMs);
  await same();
}

/** Not a wait for something to happen: the moments of the trouble are the test's own. */
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
