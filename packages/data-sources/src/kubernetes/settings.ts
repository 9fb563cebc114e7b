import { secret } from '@incidentfox/secrets';
import { z } from 'zod';
import { address, commonSettings } from '../vendor-http/connection-settings.ts';

/** `tools.kubernetes`: one cluster. */
export const kubernetesSettings = z.strictObject({
  ...commonSettings,
  url: address().default('https://kubernetes.default.svc'),
  token: secret()
    .optional()
    .describe(
      'service account token; a file: reference is read again when the cluster rotates it. In a pod, its own is found by itself',
    ),
  ca_file: z.string().min(1).optional().describe('an older name of ca'),
  kubeconfig: z
    .string()
    .min(1)
    .optional()
    .describe('a kubeconfig file instead: address, certificates and user come from it, also by a program (exec)'),
  context: z.string().min(1).optional().describe('the context of the kubeconfig, instead of its current one'),
  default_namespace: z
    .string()
    .min(1)
    .optional()
    .describe('where services without a namespace of their own are looked for; without one, everywhere'),
  dashboard_url: z.string().optional().describe('a link to a workload for people, with {namespace} and {workload}'),
});
export type KubernetesSettings = z.output<typeof kubernetesSettings>;
