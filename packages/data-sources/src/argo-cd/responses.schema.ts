import { z } from 'zod';
import { listOf } from '../vendor-http/list-of.ts';

const text = z.string().nullish();

const Source = z.object({
  repoURL: text,
  path: text,
  targetRevision: text,
  chart: text,
  helm: z
    .object({
      parameters: z.array(z.object({ name: z.string(), value: text })).nullish(),
      values: text,
      valuesObject: z.unknown().optional(),
    })
    .nullish(),
  kustomize: z.object({ images: z.array(z.string()).nullish() }).nullish(),
});
export type Source = z.output<typeof Source>;

/** One entry of an application's history: a sync that succeeded. Argo CD keeps the newest ten unless told otherwise. */
const HistoryEntry = z.object({
  id: z.number().default(0),
  revision: text,
  revisions: z.array(z.string()).nullish(),
  deployedAt: z.string(),
  deployStartedAt: text,
  initiatedBy: z.object({ username: text, automated: z.boolean().nullish() }).nullish(),
  source: Source.nullish(),
  sources: z.array(Source).nullish(),
});
export type HistoryEntry = z.output<typeof HistoryEntry>;

export const Application = z.object({
  metadata: z.object({ name: z.string(), namespace: text, labels: z.record(z.string(), z.string()).nullish() }),
  spec: z
    .object({
      destination: z.object({ namespace: text, server: text, name: text }).nullish(),
      source: Source.nullish(),
      sources: z.array(Source).nullish(),
    })
    .nullish(),
  status: z
    .object({
      history: z.array(HistoryEntry).nullish(),
      operationState: z
        .object({
          phase: z.string(),
          message: text,
          startedAt: z.string(),
          finishedAt: text,
          syncResult: z.object({ revision: text, revisions: z.array(z.string()).nullish() }).nullish(),
          operation: z
            .object({ initiatedBy: z.object({ username: text, automated: z.boolean().nullish() }).nullish() })
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
export type Application = z.output<typeof Application>;

/** The list is null when there are no applications. */
export const ApplicationsResponse = z.object({
  items: z
    .array(z.unknown())
    .nullable()
    .transform((items) => items ?? [])
    .pipe(listOf(Application)),
});
export const UserInfoResponse = z.object({ loggedIn: z.boolean().nullish(), username: text });

/** Each manifest is an object of the cluster as JSON text. */
export const ManifestsResponse = z.object({
  manifests: z
    .array(z.string())
    .nullish()
    .transform((all) => all ?? []),
});
export const RevisionMetadata = z.object({ author: text, message: text });
