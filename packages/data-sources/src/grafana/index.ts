import type { DataSourceDefinition } from '../data-source.ts';
import { connectGrafana } from './client.ts';
import { createGrafana } from './create-grafana.ts';
import { grafanaSettings } from './settings.ts';

/** Grafana: what is behind it, its annotations and its own alerts. */
export const grafana: DataSourceDefinition<typeof grafanaSettings> = {
  kind: 'grafana',
  title: 'Grafana',
  settings: grafanaSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createGrafana({ id, kind: 'grafana', now }, settings, connectGrafana(settings, id, onUnauthorized)),
};
