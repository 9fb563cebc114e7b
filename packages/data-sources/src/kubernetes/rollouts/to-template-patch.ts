import type { Patch } from '@incidentfox/incident';
import { manifestDifference } from '../../deployments/manifests/manifest-difference.ts';
import { toPatch } from '../../deployments/to-patch.ts';
import type { PodTemplate } from '../responses.schema.ts';

const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/** The difference of two pod templates as that of one file, `deployment/checkout`; null when they say the same. */
export function toTemplatePatch(path: string, before: PodTemplate, after: PodTemplate): Patch | null {
  const diff = manifestDifference(whatRuns(before), whatRuns(after), path);
  return diff === null ? null : toPatch({ files: [{ path, diff }], commits: [], isCut: false });
}

/** Labels hold the hash of the template itself, and that somebody asked for a restart alters nothing. */
function whatRuns({ metadata, spec }: PodTemplate) {
  const { [restartedAt]: _restart, ...annotations } = metadata?.annotations ?? {};
  const { containers, initContainers, volumes } = spec ?? {};
  return { annotations, containers, initContainers, volumes };
}
