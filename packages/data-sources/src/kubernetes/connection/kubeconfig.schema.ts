import { z } from 'zod';

const text = () => z.string().min(1).nullish();

/** What of a kubeconfig says how to reach a cluster; keys that are not read are let pass. */
const Cluster = z.object({
  server: z.url({ protocol: /^https?$/ }),
  'certificate-authority': text(),
  'certificate-authority-data': text(),
  'insecure-skip-tls-verify': z.boolean().nullish(),
  'proxy-url': text(),
});

const Exec = z.object({
  apiVersion: z.string(),
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  installHint: text(),
  provideClusterInfo: z.boolean().nullish(),
});
export type Exec = z.output<typeof Exec>;

const User = z.object({
  token: text(),
  tokenFile: text(),
  'client-certificate': text(),
  'client-certificate-data': text(),
  'client-key': text(),
  'client-key-data': text(),
  username: text(),
  password: text(),
  exec: Exec.nullish(),
  'auth-provider': z.object({ name: z.string() }).nullish(),
});

export const Kubeconfig = z.object({
  'current-context': z.string().nullish(),
  contexts: z.array(
    z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: z.string().nullish() }) }),
  ),
  clusters: z.array(z.object({ name: z.string(), cluster: Cluster })),
  users: z.array(z.object({ name: z.string(), user: User.nullish() })).nullish(),
});
export type KubeconfigCluster = z.output<typeof Cluster>;
export type KubeconfigUser = z.output<typeof User>;

/** What a program of `exec` prints. */
export const ExecCredential = z.object({
  kind: z.literal('ExecCredential'),
  status: z.object({
    token: text(),
    clientCertificateData: text(),
    clientKeyData: text(),
    expirationTimestamp: z.iso.datetime({ offset: true }).nullish(),
  }),
});
