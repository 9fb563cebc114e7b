import { elasticsearch } from '../../src/elasticsearch/index.ts';
import { conforms } from '../conformance/conforms.ts';
import { settled } from '../settled.ts';
import { elasticsearchRoutes } from './stand-in-elasticsearch.ts';

const key = 'elastic_encoded_key==';

conforms({
  kind: 'elasticsearch',
  create: ({ url, timeoutSeconds, now }) =>
    elasticsearch.create({
      id: 'elasticsearch',
      now,
      settings: settled(
        elasticsearch.settings.parse({
          url,
          api_key: key,
          filters: { 'service.environment': 'production' },
          timeout_seconds: timeoutSeconds,
        }),
      ),
    }),
  admit: ({ authorization }) => (authorization === `ApiKey ${key}` ? undefined : 'no key'),
  routes: elasticsearchRoutes({ known: true }),
  emptyRoutes: elasticsearchRoutes({ known: false }),
  incomplete: { routes: elasticsearchRoutes({ known: true, trouble: { failedShards: 2 } }), capability: 'logs' },
  secrets: [key],
});
