import type { DataSource } from '../../src/data-source.ts';
import { pagerduty } from '../../src/pagerduty/index.ts';
import { pagerdutySettings } from '../../src/pagerduty/settings.ts';
import { alarmAt, aQuestion, at, iso } from '../questions.ts';
import { settled } from '../settled.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import {
  type AccountContent,
  aChangeEvent,
  admitToPagerduty,
  aPdAlert,
  aPdIncident,
  aPdService,
  pagerdutyKey,
  pagerdutyRoutes,
} from './stand-in-pagerduty.ts';

const create = (url: string, more: object = {}, now = () => alarmAt): DataSource =>
  pagerduty.create({
    id: 'pagerduty',
    settings: settled(pagerdutySettings.parse({ url, api_key: pagerdutyKey, ...more })),
    now,
  });

let vendor: StandIn;
async function sourceOver(content: AccountContent): Promise<DataSource> {
  vendor = await startStandIn(
    pagerdutyRoutes({ services: [aPdService('Checkout Service')], ...content }),
    admitToPagerduty,
  );
  return create(vendor.url);
}

describe('alerts and changes', () => {
  afterEach(async () => {
    expect(vendor.refused).toEqual([]);
    await vendor.close();
  });

  test('the alerts of the incidents of a service, under the name people gave it', async () => {
    const source = await sourceOver({
      incidents: [
        aPdIncident('Q1', -4),
        aPdIncident('Q2', -30, { status: 'resolved', resolved_at: iso(-20), urgency: 'low', title: 'By hand' }),
      ],
      alerts: { Q1: [aPdAlert('A1', -4), aPdAlert('A2', -3, { status: 'resolved', resolved_at: iso(-1) })] },
    });
    const answer = await source.alerts?.(aQuestion());
    expect(answer?.items).toEqual([
      {
        id: 'pagerduty:alert:A1',
        name: 'CheckoutErrorRate firing',
        state: 'acknowledged',
        severity: 'critical',
        service: 'checkout-service',
        startedAt: at(-4),
        labels: { firing: 'CheckoutErrorRate', ratio: '0.23' },
        url: 'https://acme.pagerduty.com/alerts/A1',
      },
      expect.objectContaining({ id: 'pagerduty:alert:A2', state: 'resolved', endedAt: at(-1) }),
      expect.objectContaining({
        id: 'pagerduty:incident:Q2',
        name: 'By hand',
        state: 'resolved',
        endedAt: at(-20),
        severity: 'low',
      }),
    ]);
    expect(vendor.asked.find((path) => path.startsWith('GET /incidents?'))).toContain('service_ids%5B%5D=PCHECK1');
  });

  test('change events of the service and those PagerDuty relates to the incident, each once', async () => {
    const own = aChangeEvent('C1', -6, 'Deployed checkout v2.1.0', { custom_details: { author: 'ada' } });
    const source = await sourceOver({
      incidents: [aPdIncident('Q1', -4)],
      changeEvents: [
        own,
        aChangeEvent('C2', -15, 'Rolled back checkout to v2.0.9'),
        aChangeEvent('C0', -900, 'Deployed checkout v2.0.8'),
      ],
      related: [
        own,
        aChangeEvent('C9', -9, 'Feature flag fast-pay on', { services: [{ id: 'PPAY', summary: 'Payments' }] }),
      ],
    });
    const answer = await source.changes?.(aQuestion());
    expect(answer?.history).toMatchObject({ count: 1 });
    expect(
      answer?.items.map(({ kind, service, version, title, scopeMatch }) => [kind, service, version, title, scopeMatch]),
    ).toEqual([
      ['deploy', 'checkout-service', 'v2.1.0', 'Deployed checkout v2.1.0', 'exact'],
      ['flag', null, undefined, 'Feature flag fast-pay on (on Payments)', 'environment'],
      ['rollback', 'checkout-service', 'v2.0.9', 'Rolled back checkout to v2.0.9', 'exact'],
    ]);
    expect(answer?.items[0]).toMatchObject({ actor: 'ada', url: 'https://ci.acme/C1' });
  });

  test('a plan without related changes is no failure', async () => {
    const source = await sourceOver({
      incidents: [aPdIncident('Q1', -4)],
      changeEvents: [aChangeEvent('C1', -6, 'Deploy')],
    });
    expect(await source.changes?.(aQuestion())).toMatchObject({
      state: 'ok',
      warnings: ['changes that PagerDuty relates to the incident could not be read'],
    });
  });

  test('a configured service id is used as it is', async () => {
    const source = await sourceOver({});
    expect(await source.alerts?.(aQuestion({ vendorNames: { pagerduty: 'PABC123' } }))).toMatchObject({
      state: 'empty',
    });
    expect(vendor.asked).toHaveLength(1);
    expect(vendor.asked[0]).toContain('service_ids%5B%5D=PABC123');
  });

  test('another service with a longer name is not taken for it', async () => {
    const source = await sourceOver({ services: [aPdService('Checkout Service Mailer')] });
    expect(await source.alerts?.(aQuestion())).toMatchObject({ state: 'skipped' });
  });
});
