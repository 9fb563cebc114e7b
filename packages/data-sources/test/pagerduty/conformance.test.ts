import type { DataSource } from '../../src/data-source.ts';
import { pagerduty } from '../../src/pagerduty/index.ts';
import { pagerdutySettings } from '../../src/pagerduty/settings.ts';
import { conforms } from '../conformance/conforms.ts';
import { alarmAt } from '../questions.ts';
import { settled } from '../settled.ts';
import {
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

conforms({
  kind: 'pagerduty',
  create: ({ url, timeoutSeconds, now }) => create(url, { timeout_seconds: timeoutSeconds }, now),
  admit: admitToPagerduty,
  routes: pagerdutyRoutes({
    services: [aPdService('checkout')],
    incidents: [aPdIncident('Q1', -4)],
    alerts: { Q1: [aPdAlert('A1', -4), aPdAlert('A2', -3)] },
    changeEvents: [aChangeEvent('C1', -6, 'Deployed v2')],
    related: [],
  }),
  emptyRoutes: pagerdutyRoutes({}),
  secrets: [pagerdutyKey],
  endless: {
    routes: pagerdutyRoutes(
      {
        services: [aPdService('checkout')],
        changeEvents: Array.from({ length: 40 }, (_, i) => aChangeEvent(`C${i}`, -i - 1, 'Deploy')),
      },
      2,
    ),
    capability: 'changes',
  },
});
