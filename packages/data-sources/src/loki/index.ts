import type { DataSourceDefinition } from '../data-source.ts';
import { connectLoki } from './client.ts';
import { createLoki } from './create-loki.ts';
import { exploreLink } from './explore-link.ts';
import { labelMatchers } from './queries.ts';
import { lokiSettings } from './settings.ts';

/** Grafana Loki. */
export const loki: DataSourceDefinition<typeof lokiSettings> = {
  kind: 'loki',
  title: 'Loki',
  settings: lokiSettings,
  create({ id, settings, now, onUnauthorized }) {
    const { grafana } = settings;
    return createLoki({
      id,
      kind: 'loki',
      now,
      client: connectLoki(settings, id, onUnauthorized),
      serviceLabels: settings.service_label === undefined ? null : [settings.service_label].flat(),
      matchers: labelMatchers(settings.matchers),
      errorFilter: settings.error_filter,
      linkTo: (query, span) => (grafana === undefined ? undefined : exploreLink(grafana, 'loki', query, span)),
    });
  },
};
