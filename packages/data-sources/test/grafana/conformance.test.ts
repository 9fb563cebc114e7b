import { grafana } from '../../src/grafana/index.ts';
import { conforms } from '../conformance/conforms.ts';
import { settled } from '../settled.ts';
import { admitToken, grafanaRoutes, grafanaToken } from './stand-in-grafana.ts';

conforms({
  kind: 'grafana',
  create: ({ url, timeoutSeconds, now }) =>
    grafana.create({
      id: 'grafana',
      now,
      settings: settled(grafana.settings.parse({ url, token: grafanaToken, timeout_seconds: timeoutSeconds })),
    }),
  admit: admitToken,
  routes: grafanaRoutes(true),
  emptyRoutes: grafanaRoutes(false),
  secrets: [grafanaToken],
});
