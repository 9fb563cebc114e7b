import type { DataSourceDefinition } from '../data-source.ts';
import { connectPrometheus } from './client.ts';
import { createPrometheus } from './create-prometheus.ts';
import { expressionLink } from './deep-link.ts';
import { labelMatchers } from './queries.ts';
import { prometheusSettings } from './settings.ts';

/** Prometheus and everything that speaks its API: Mimir, Thanos, VictoriaMetrics. */
export const prometheus: DataSourceDefinition<typeof prometheusSettings> = {
  kind: 'prometheus',
  title: 'Prometheus',
  settings: prometheusSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createPrometheus({
      id,
      kind: 'prometheus',
      now,
      client: connectPrometheus(settings, id, onUnauthorized),
      serviceLabels: settings.service_label === undefined ? null : [settings.service_label].flat(),
      rateWindowSeconds: settings.rate_window_seconds,
      matchers: labelMatchers(settings.matchers),
      linkTo: (expression, span) => expressionLink(settings.public_url ?? settings.url, expression, span),
    }),
};
