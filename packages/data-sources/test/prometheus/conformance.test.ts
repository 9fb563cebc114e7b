import { prometheus } from '../../src/prometheus/index.ts';
import { conforms } from '../conformance/conforms.ts';
import { settled } from '../settled.ts';
import { prometheusRoutes } from './stand-in-prometheus.ts';

const token = 'glsa_prometheus_secret';

conforms({
  kind: 'prometheus',
  create: ({ url, timeoutSeconds, now }) =>
    prometheus.create({
      id: 'prometheus',
      now,
      settings: settled(
        prometheus.settings.parse({
          url,
          auth: { type: 'bearer', token },
          tenant: 'shop',
          timeout_seconds: timeoutSeconds,
        }),
      ),
    }),
  admit: (headers) => {
    if (headers.authorization !== `Bearer ${token}`) return 'no token';
    return headers['x-scope-orgid'] === 'shop' ? undefined : 'no tenant';
  },
  routes: prometheusRoutes(true),
  emptyRoutes: prometheusRoutes(false),
  secrets: [token],
});
