import { dirname, resolve } from 'node:path';
import type { TlsParts } from '@incidentfox/http-client';
import { Secret } from '@incidentfox/secrets';
import { pemOf } from '../../vendor-http/connection/read-tls.ts';
import type { ClusterConnection } from './cluster-connection.ts';
import { createExecPlugin } from './exec-plugin.ts';
import type { KubeconfigUser } from './kubeconfig.schema.ts';
import { createMountedToken } from './mounted-token.ts';
import { readKubeconfig } from './read-kubeconfig.ts';

/** Access as `kubectl` has it with the same file. Relative paths begin where the file is. */
export async function kubeconfigConnection(
  { path, context }: { path: string; context: string | undefined },
  now: () => number,
): Promise<ClusterConnection> {
  const { cluster, user, userName } = await readKubeconfig(path, context);
  const at = (file: string) => resolve(dirname(path), file);
  const plugin = user.exec
    ? createExecPlugin(user.exec, cluster, { userName, folder: dirname(resolve(path)), now })
    : undefined;
  const token = createMountedToken(tokenOf(user, at), now);

  /** Data goes before the file, as in kubectl. */
  async function pem(
    what: 'CERTIFICATE' | 'PRIVATE KEY',
    data: string | null | undefined,
    file: string | null | undefined,
  ) {
    if (data) return pemOf('the kubeconfig', Buffer.from(data, 'base64').toString('utf8'), what);
    return file ? pemOf('the kubeconfig', at(file), what) : undefined;
  }

  return {
    url: cluster.server,
    async headers(): Promise<Record<string, string>> {
      const lent = await plugin?.credentials();
      if (lent?.token) return { authorization: `Bearer ${lent.token}` };
      if (user.username && user.password) {
        const pair = Buffer.from(`${user.username}:${user.password}`).toString('base64');
        return { authorization: `Basic ${pair}` };
      }
      await token.refresh();
      return token.header();
    },
    async tls(): Promise<TlsParts> {
      const lent = await plugin?.credentials();
      const [ca, cert, key] = await Promise.all([
        pem('CERTIFICATE', cluster['certificate-authority-data'], cluster['certificate-authority']),
        lent?.clientCertificateData ?? pem('CERTIFICATE', user['client-certificate-data'], user['client-certificate']),
        lent?.clientKeyData ?? pem('PRIVATE KEY', user['client-key-data'], user['client-key']),
      ]);
      return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
    },
    renew: async () => (await plugin?.renew()) ?? (await token.renew()),
  };
}

function tokenOf(user: KubeconfigUser, at: (file: string) => string): Secret | undefined {
  if (user.tokenFile) return new Secret(`file:${at(user.tokenFile)}`, user.token ?? '');
  return user.token ? new Secret('in the kubeconfig', user.token) : undefined;
}
