import type { PatchFile } from '@incidentfox/incident';
import { z } from 'zod';
import { manifestDifference } from '../../deployments/manifests/manifest-difference.ts';

const Manifest = z.looseObject({
  kind: z.string(),
  metadata: z.object({
    name: z.string(),
    namespace: z.string().nullish(),
    annotations: z.record(z.string(), z.unknown()).nullish(),
  }),
});
type Manifest = z.output<typeof Manifest>;

/** One file for each object that differs, `deployment/checkout`. Secrets are left out whatever is in them. */
export function compareManifests(before: readonly string[], after: readonly string[]): PatchFile[] {
  const [was, is] = [byPath(before), byPath(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((path) => {
    const diff = manifestDifference(was.get(path) ?? {}, is.get(path) ?? {}, path);
    return diff === null ? [] : [{ path, diff }];
  });
}

function byPath(manifests: readonly string[]): Map<string, unknown> {
  return new Map(
    manifests.flatMap((text) => {
      const manifest = parse(text);
      if (manifest === null || manifest.kind === 'Secret') return [];
      const { kind, metadata, apiVersion: _version, status: _status, ...content } = manifest;
      return [
        [`${kind.toLowerCase()}/${metadata.name}`, { annotations: metadata.annotations ?? {}, ...content }] as const,
      ];
    }),
  );
}

function parse(text: string): Manifest | null {
  try {
    return Manifest.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
