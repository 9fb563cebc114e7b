import type { Window } from '@incidentfox/incident';

/** Kibana's Discover at the service's lines in the window. */
export function toDiscoverLink(
  kibana: { url: string; data_view_id?: string | undefined },
  field: string,
  names: readonly string[],
  { from, to }: Window,
): string {
  const kql = `${field}: (${names.map(kqlString).join(' or ')})`;
  const time = `(time:(from:${rison(new Date(from).toISOString())},to:${rison(new Date(to).toISOString())}))`;
  const view = kibana.data_view_id === undefined ? '' : `index:${rison(kibana.data_view_id)},`;
  const state = `(${view}query:(language:kuery,query:${rison(kql)}))`;
  return `${kibana.url}/app/discover#/?_g=${encodeURIComponent(time)}&_a=${encodeURIComponent(state)}`;
}

const kqlString = (text: string) => `"${text.replace(/[\\"]/g, '\\$&').replace(/\p{Surrogate}/gu, '\ufffd')}"`;

/** A string in Kibana's address format. */
const rison = (text: string) => `'${text.replace(/[!']/g, '!$&')}'`;
