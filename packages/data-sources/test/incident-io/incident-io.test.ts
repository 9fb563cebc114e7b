import type { DataSource } from '../../src/data-source.ts';
import { incidentIo } from '../../src/incident-io/index.ts';
import { mentions } from '../../src/incident-io/to-alert.ts';
import { alarmAt, aQuestion, at, iso, minute } from '../questions.ts';
import { settled } from '../settled.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import { admitKey, incidentId, incidentIoKey, incidentIoRoutes } from './stand-in-incident-io.ts';

describe('incident.io as a source', () => {
  let vendor: StandIn;
  let source: DataSource;
  const question = aQuestion({ incident: { id: incidentId, reference: 'INC-123', createdAt: iso(0) } });

  beforeEach(async () => {
    vendor = await startStandIn(incidentIoRoutes(true), admitKey);
    source = incidentIo.create({
      id: 'incident_io',
      now: () => alarmAt,
      settings: settled(incidentIo.settings.parse({ url: vendor.url, api_key: incidentIoKey })),
    });
  });
  afterEach(() => vendor.close());

  test('tells the alerts of the incident with their attributes, and the page attached to it', async () => {
    const answer = await source.alerts?.(question);
    expect(answer?.items).toEqual([
      {
        id: '01ALERT1',
        name: 'checkout-service 5xx ratio 12.4%',
        state: 'firing',
        service: 'checkout-service',
        severity: 'critical',
        startedAt: at(-2),
        labels: { Service: 'checkout-service', Severity: 'critical' },
        description: 'above 5% for 5 minutes',
        url: 'https://acme.pagerduty.com/incidents/PD-1',
      },
      expect.objectContaining({
        id: 'pagerduty-PD-2',
        name: 'Payments page',
        state: 'acknowledged',
        startedAt: at(0),
        service: null,
      }),
    ]);
  });

  test('an alert that says nothing of the service is told without one', async () => {
    const answer = await source.alerts?.({
      ...question,
      service: { ...question.service, name: 'search', aliases: [] },
    });
    expect(answer?.items[0]).toMatchObject({ id: '01ALERT1', service: null });
  });

  test('tells earlier incidents of the same service, newest first, and no others', async () => {
    const answer = await source.alerts?.(question);
    expect(answer?.pastIncidents?.map(({ reference, startedAt }) => ({ reference, startedAt }))).toEqual([
      { reference: 'INC-98', startedAt: alarmAt - 14 * 24 * 60 * minute },
      { reference: 'INC-80', startedAt: alarmAt - 28 * 24 * 60 * minute },
    ]);
  });

  test('tells what the service depends on from its catalogue entry, found through the custom field', async () => {
    const answer = await source.topology?.(question);
    expect(answer?.items).toEqual([{ from: 'checkout-service', to: 'payment-gateway', foundBy: 'catalogue' }]);
    expect(vendor.refused).toEqual([]);
  });

  test('many questions of one investigation take as many requests as one', async () => {
    const services = Array.from({ length: 12 }, (_, at) => ({ ...question.service, name: `service-${at}` }));
    await Promise.all([source.alerts?.(question), source.topology?.(question)]);
    const ofOne = [...vendor.asked].sort();
    await Promise.all(
      services.flatMap((service) => [source.alerts?.({ ...question, service, signal: new AbortController().signal })]),
    );
    expect([...vendor.asked].sort()).toEqual(ofOne);
    expect(new Set(ofOne).size).toBe(ofOne.length);
  });

  test('without an incident it is not asked', async () => {
    const answer = await source.alerts?.({ ...question, incident: null });
    expect(answer).toMatchObject({ state: 'skipped', failure: { kind: 'config' } });
    expect(vendor.asked).toEqual([]);
  });

  test.each([
    ['payments are down', 'pay', false],
    ['pay is down', 'pay', true],
    ['The Checkout-Service fails', 'checkout service', true],
    ['anything', '-', false],
  ])('%j mentions %j: %j', (text, name, expected) => {
    expect(mentions(text, name)).toBe(expected);
  });
});
