import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Secret } from '@incidentfox/secrets';
import { readTls } from '../../vendor-http/connection/read-tls.ts';
import type { KubernetesSettings } from '../settings.ts';
import type { ClusterConnection } from './cluster-connection.ts';
import { createMountedToken } from './mounted-token.ts';

/** The names every cluster has for itself. The token of a pod is sent nowhere else by itself. */
const ownCluster = /^kubernetes(\.default(\.svc(\.cluster\.local)?)?)?$/;

/**
 * Access by an address and a token. A mounted token has the cluster's authority beside it, which is believed without being
 * configured; in a pod that asks its own cluster, also the token is found.
 */
export async function podConnection(
  settings: KubernetesSettings,
  now: () => number,
  mounted: string,
): Promise<ClusterConnection> {
  const ca = settings.ca ?? settings.ca_file;
  const isOwn = ownCluster.test(new URL(settings.url).hostname);
  const found = settings.token === undefined && isOwn ? await mountedToken(join(mounted, 'token')) : undefined;
  const token = createMountedToken(settings.token ?? found, now);
  const beside = (settings.token ?? found)?.reference.replace(/^file:(\/\/(?=\/))?/, '') ?? '';
  const folder = beside.startsWith('/') ? dirname(beside) : isOwn ? mounted : undefined;
  const configured = readTls({ ...settings, ca });
  return {
    url: settings.url,
    async headers() {
      await token.refresh();
      return token.header();
    },
    tls: async () => ({
      ...(ca === undefined && folder !== undefined ? await authorityIn(folder) : {}),
      ...(await configured?.()),
    }),
    renew: token.renew,
  };
}

async function mountedToken(path: string): Promise<Secret | undefined> {
  const value = await readFile(path, 'utf8').catch(() => '');
  return value.trim() === '' ? undefined : new Secret(`file:${path}`, value.trim());
}

/** Outside a pod there is no such file, and the public authorities count. */
async function authorityIn(folder: string): Promise<{ ca?: string }> {
  const ca = await readFile(join(folder, 'ca.crt'), 'utf8').catch(() => '');
  return ca.includes('-----BEGIN CERTIFICATE-----') ? { ca } : {};
}
