import { incidentIo } from '../../src/incident-io/index.ts';
import { pagerduty } from '../../src/pagerduty/index.ts';
import { admitKey, incidentId, incidentIoKey, incidentIoRoutes } from '../incident-io/stand-in-incident-io.ts';
import {
  type AccountContent,
  aChangeEvent,
  admitToPagerduty,
  aPdAlert,
  aPdIncident,
  aPdService,
  pagerdutyKey,
  pagerdutyRoutes,
} from '../pagerduty/stand-in-pagerduty.ts';
import { alarmAt, iso } from '../questions.ts';
import { settled } from '../settled.ts';
import { startStandIn } from '../stand-in.ts';
import { type Opened, plays, type Situation } from './situation.ts';

const onPagerduty = (content: AccountContent) => async (): Promise<Opened> => {
  const standIn = await startStandIn(pagerdutyRoutes(content), admitToPagerduty);
  const settings = settled(pagerduty.settings.parse({ url: standIn.url, api_key: pagerdutyKey }));
  const source = pagerduty.create({ id: 'pagerduty', settings, now: () => alarmAt });
  return { source, refused: standIn.refused, close: standIn.close };
};
const labelled = (id: string, env: string) =>
  aPdAlert(id, -4, { summary: `${id} rate`, body: { type: 'alert_body', details: { env } } });
const paged = (...alerts: ReturnType<typeof labelled>[]) => ({
  incidents: [aPdIncident('Q1', -4)],
  alerts: { Q1: alerts },
});
const alerts = { capability: 'alerts' } as const;
const changes = { capability: 'changes' } as const;

const inPagerduty: Situation[] = [
  {
    what: 'a service for each environment: that of production',
    ...alerts,
    open: onPagerduty({
      services: [aPdService('Checkout (staging)', 'PSTAGING'), aPdService('Checkout', 'PCHECK1')],
      ...paged(labelled('A1', 'prod')),
    }),
    has: ['A1'],
    tells: /looked only at Checkout, not at Checkout \(staging\)/,
  },
  {
    what: 'a service for each environment, staging said',
    ...alerts,
    open: onPagerduty({
      services: [aPdService('Checkout Prod', 'PCHECK1'), aPdService('Checkout Staging', 'PSTAGING')],
      ...paged(labelled('A1', 'staging')),
    }),
    said: { 'alert attribute env': 'staging' },
    has: ['A1'],
    tells: /looked only at Checkout Staging/,
  },
  {
    what: 'only staging pages: nothing, and where it is',
    ...alerts,
    open: onPagerduty({ services: [aPdService('checkout-staging')], ...paged(labelled('A1', 'staging')) }),
    never: ['A1'],
    gap: /only in checkout-staging/,
  },
  {
    what: 'one service for all environments: alerts that say another are left out',
    ...alerts,
    open: onPagerduty({
      services: [aPdService('Checkout')],
      ...paged(labelled('A1', 'production'), labelled('A2', 'staging')),
    }),
    has: ['A1'],
    never: ['A2'],
    tells: /another environment were left out/,
  },
  {
    what: 'one service for all environments, staging said: only alerts that say so',
    ...alerts,
    open: onPagerduty({
      services: [aPdService('Checkout')],
      ...paged(labelled('A1', 'production'), labelled('A2', 'staging')),
    }),
    said: { title: '[staging] checkout fails' },
    has: ['A2'],
    never: ['A1'],
  },
  {
    what: 'one service for all environments, staging said, and no alert says so: nothing, and where it was found',
    ...alerts,
    open: onPagerduty({ services: [aPdService('Checkout')], ...paged(labelled('A1', 'production')) }),
    said: { title: '[staging] checkout fails' },
    never: ['A1'],
    gap: /only in Checkout/,
  },
  {
    what: 'a deployment to staging is no change of production, by its words and by its details',
    ...changes,
    open: onPagerduty({
      services: [aPdService('Checkout')],
      related: [],
      changeEvents: [
        aChangeEvent('E1', -12, 'Deployed checkout v9.9.9 to staging'),
        aChangeEvent('E2', -13, 'Deployed checkout v8.8.8', { custom_details: { environment: 'dev' } }),
        aChangeEvent('E3', -14, 'Deployed checkout v2.1.0 to production'),
      ],
    }),
    has: ['v2.1.0'],
    never: ['v9.9.9', 'v8.8.8'],
  },
];

const incident = { id: incidentId, reference: 'INC-123', createdAt: iso(0) };
const onIncidentIo = (environments: Parameters<typeof incidentIoRoutes>[1]) => async (): Promise<Opened> => {
  const standIn = await startStandIn(incidentIoRoutes(true, environments), admitKey);
  const settings = settled(incidentIo.settings.parse({ url: standIn.url, api_key: incidentIoKey }));
  const source = incidentIo.create({ id: 'incident_io', settings, now: () => alarmAt });
  return { source, refused: standIn.refused, close: standIn.close };
};
const inIncidentIo: Situation[] = [
  {
    what: 'an alert that says another environment is left out',
    ...alerts,
    incident,
    open: onIncidentIo({ environment: 'staging' }),
    said: { 'custom field Environment': 'production' },
    never: ['5xx ratio'],
    tells: /1 alerts of the incident speak of another environment/,
  },
  {
    what: 'an alert of the environment the incident is about, and one that says nothing',
    ...alerts,
    incident,
    open: onIncidentIo({ environment: 'staging' }),
    said: { 'custom field Environment': 'staging' },
    has: ['5xx ratio'],
  },
];

describe('who pages', () => {
  test.each(inPagerduty.map((one) => [one.what, one] as const))('PagerDuty: %s', (_, one) => plays(one));
  test.each(inIncidentIo.map((one) => [one.what, one] as const))('incident.io: %s', (_, one) => plays(one));

  test('incident.io: an earlier incident of another environment is no earlier incident of this one', async () => {
    const { source, close } = await onIncidentIo({ pastEnvironment: 'staging' })();
    const { aQuestion } = await import('../questions.ts');
    const answer = await source.alerts?.(aQuestion({ incident }));
    expect(answer?.pastIncidents?.map(({ reference }) => reference)).toEqual(['INC-80']);
    await close();
  });
});
