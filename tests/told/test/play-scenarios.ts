import { checkReport } from '@incidentfox/report-truth';
import { scenarios } from '../../../apps/simulator/src/scenarios/index.ts';
import { slackFaults } from './message/shown-messages.ts';
import { openStage } from './play-scenario.ts';

/** What is wrong with what one scenario's report and message say. */
export interface ScenarioFaults {
  readonly name: string;
  /** How many claims the report makes. */
  readonly claims: number;
  /** Those that what was observed does not bear out. */
  readonly untrue: readonly unknown[];
  /** What the message repeats, contradicts or misorders. */
  readonly message: readonly unknown[];
}

/** Plays every scenario of the simulator, one after the other, and prints what is wrong with each: JSON, one line. */
const all: ScenarioFaults[] = [];
for (const { name } of scenarios) {
  const stage = await openStage();
  try {
    const { report, observations, incident } = await stage.play(name);
    const claims = checkReport(report, observations);
    const untrue = claims.filter(({ isTrue }) => isTrue !== true);
    all.push({ name, claims: claims.length, untrue, message: slackFaults(report, incident) });
  } finally {
    await stage.close();
  }
}
process.stdout.write(`${JSON.stringify(all)}\n`);
