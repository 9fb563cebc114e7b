import type { Window } from '@incidentfox/incident';

/** Grafana's Explore at the query and window. */
export function toExploreLink(
  grafana: { url: string; datasource_uid: string },
  kind: string,
  query: string,
  { from, to }: Window,
): string {
  const panes = {
    incidentfox: {
      datasource: grafana.datasource_uid,
      queries: [{ refId: 'A', expr: query, datasource: { type: kind, uid: grafana.datasource_uid } }],
      range: { from: String(from), to: String(to) },
    },
  };
  const link = new URL(`${grafana.url}/explore`);
  link.searchParams.set('schemaVersion', '1');
  link.searchParams.set('panes', JSON.stringify(panes));
  return link.href;
}
