import { loki } from '../../src/loki/index.ts';
import { conforms } from '../conformance/conforms.ts';
import { settled } from '../settled.ts';
import { lokiRoutes } from './stand-in-loki.ts';

const password = 'glc_loki_secret';

conforms({
  kind: 'loki',
  create: ({ url, timeoutSeconds, now }) =>
    loki.create({
      id: 'loki',
      now,
      settings: settled(
        loki.settings.parse({
          url,
          auth: { type: 'basic', username: '12345', password },
          timeout_seconds: timeoutSeconds,
        }),
      ),
    }),
  admit: (headers) =>
    headers.authorization === `Basic ${Buffer.from(`12345:${password}`).toString('base64')}`
      ? undefined
      : 'no credentials',
  routes: lokiRoutes(true),
  emptyRoutes: lokiRoutes(false),
  secrets: [password, Buffer.from(`12345:${password}`).toString('base64')],
});
