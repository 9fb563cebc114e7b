import type { HttpClient } from '@incidentfox/http-client';
import type { QuestionRun } from '../answering/index.ts';
import { signWithAws } from '../vendor-http/connection/sign-with-aws.ts';
import { connectVendor, type Requester, readOptions, type VendorAccess } from '../vendor-http/index.ts';
import { authorization } from '../vendor-http/server-auth.ts';
import { FieldCapsResponse, RootResponse, SearchResponse } from './responses.schema.ts';
import type { ElasticsearchSettings } from './settings.ts';

/** The search API as far as we use it, the same in Elasticsearch and OpenSearch. Every call throws a Failure. */
export interface ElasticsearchClient {
  search(body: object, run: QuestionRun): Promise<SearchResponse>;
  /** Which of the fields exist, and as what. */
  fields(names: readonly string[], reader: Requester): Promise<FieldCapsResponse>;
  version(reader: Requester): Promise<string>;
}

export function connectElasticsearch(
  settings: ElasticsearchSettings,
  name: string,
  access: VendorAccess,
): ElasticsearchClient {
  const { api_key, auth, url } = settings;
  const headers = () => (api_key === undefined ? authorization(auth) : { authorization: `ApiKey ${api_key.reveal()}` });
  const http = connectVendor({ name, url, settings, headers, ...signWithAws(auth, name, settings) }, access);
  return createElasticsearchClient(http, settings.index_pattern);
}

/** A pattern without an index is an empty answer, not a 404. */
const forgivingIndices = { ignore_unavailable: true, allow_no_indices: true };

/** The same client over any connection: directly, or through Grafana's data source proxy. */
export function createElasticsearchClient(http: HttpClient, indexPattern: string): ElasticsearchClient {
  const index = encodeURIComponent(indexPattern);
  return {
    async search(body, run) {
      const request = {
        method: 'POST',
        path: `/${index}/_search`,
        query: forgivingIndices,
        json: body,
        schema: SearchResponse,
      } as const;
      const { value } = await http.request({ ...request, ...readOptions(run) });
      noteGaps(value, run);
      return value;
    },
    async fields(names, reader) {
      const query = { ...forgivingIndices, fields: names.join(',') };
      return (
        await http.request({ path: `/${index}/_field_caps`, query, schema: FieldCapsResponse, ...readOptions(reader) })
      ).value;
    },
    async version(reader) {
      const { version } = (await http.request({ path: '/', schema: RootResponse, ...readOptions(reader) })).value;
      return `${version.distribution} ${version.number}`;
    },
  };
}

/** The server answers 200 with what it has when shards fail or time runs out. */
function noteGaps({ timed_out, _shards, hits }: SearchResponse, run: QuestionRun): void {
  if (!timed_out && _shards.failed === 0) return;
  run.warn(
    timed_out
      ? 'the search ran out of time and gave what it had'
      : `${_shards.failed} of ${_shards.total} shards failed`,
  );
  run.truncate({ by: timed_out ? 'deadline' : 'vendor', shown: hits.hits.items.length });
}
