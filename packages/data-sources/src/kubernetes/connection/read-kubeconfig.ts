import { readFile } from 'node:fs/promises';
import { Failure } from '@incidentfox/failures';
import { parse } from 'yaml';
import { Kubeconfig, type KubeconfigCluster, type KubeconfigUser } from './kubeconfig.schema.ts';

export interface ChosenContext {
  readonly cluster: KubeconfigCluster;
  readonly user: KubeconfigUser;
  readonly userName: string;
}

/** The cluster and the user of a context, by default the current one. Throws a `config` failure that says what to write instead. */
export async function readKubeconfig(path: string, wanted: string | undefined): Promise<ChosenContext> {
  const file = await read(path);
  const name = wanted ?? file['current-context'] ?? '';
  const context = file.contexts.find((one) => one.name === name)?.context;
  if (context === undefined)
    throw fault(path, `has no context "${name}"; it has ${listed(file.contexts)}. Set tools.kubernetes.context`);
  const cluster = file.clusters.find((one) => one.name === context.cluster)?.cluster;
  if (cluster === undefined) throw fault(path, `has no cluster "${context.cluster}", which the context ${name} names`);
  const user = file.users?.find((one) => one.name === context.user)?.user ?? {};
  if (cluster['insecure-skip-tls-verify'])
    throw fault(path, 'wants the certificate of the cluster not to be looked at; give certificate-authority instead');
  if (cluster['proxy-url'])
    throw fault(path, 'has a proxy-url, which is not read; set HTTPS_PROXY and NO_PROXY instead');
  if (user['auth-provider'])
    throw fault(
      path,
      `signs in by the auth-provider ${user['auth-provider'].name}, which Kubernetes has given up; use exec`,
    );
  return { cluster, user, userName: context.user ?? 'nobody' };
}

async function read(path: string) {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw fault(path, `cannot be read (${cause.code ?? 'unknown'})`);
  });
  let content: unknown;
  try {
    content = parse(text);
  } catch {
    throw fault(path, 'is neither YAML nor JSON'); // the parser's own message would quote it
  }
  const parsed = Kubeconfig.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw fault(path, `is no kubeconfig: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

export const fault = (path: string, sentence: string) => new Failure('config', `the kubeconfig ${path} ${sentence}`);

const listed = (contexts: readonly { name: string }[]) => contexts.map(({ name }) => name).join(', ') || 'none';
