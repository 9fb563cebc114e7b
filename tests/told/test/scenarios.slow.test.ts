import { checkReport } from '@incidentfox/report-truth';
import { scenarios } from '../../../apps/simulator/src/scenarios/index.ts';
import { slackFaults } from './message/shown-messages.ts';
import { openStage, type Stage, type ToldScenario } from './play-scenario.ts';

describe.each(scenarios.map(({ name }) => [name]))('%s', (name) => {
  let stage: Stage;
  let told: ToldScenario;
  beforeAll(async () => {
    stage = await openStage();
    told = await stage.play(name);
  }, 180_000);
  afterAll(() => stage.close());

  test('every sentence of the report is borne out by what was observed', () => {
    const claims = checkReport(told.report, told.observations);
    expect(claims.filter(({ isTrue }) => isTrue !== true)).toEqual([]);
    expect(claims.length).toBeGreaterThan(20);
  });

  test('its message says nothing twice, nothing that is out, and nothing out of order', () => {
    expect(slackFaults(told.report, told.incident)).toEqual([]);
  });
});
