import { access } from './access/access.ts';
import { validation } from './access/validation.ts';
import { addedCalls } from './code/added-calls.ts';
import { batches } from './code/batches.ts';
import { behaviours } from './code/behaviours.ts';
import { caches } from './code/caches.ts';
import { comparisons } from './code/comparisons.ts';
import { entries } from './code/entries.ts';
import { errorHandling } from './code/error-handling.ts';
import { formats } from './code/formats.ts';
import { growth } from './code/growth.ts';
import { guardsRemoved } from './code/guards.ts';
import { heldLonger } from './code/held-longer.ts';
import { locks } from './code/locks.ts';
import { loops } from './code/loops.ts';
import { regularExpressions } from './code/regular-expressions.ts';
import { removedCalls } from './code/removed-calls.ts';
import { renamedValues } from './code/renamed-values.ts';
import { changedSettings } from './configuration/changed-settings.ts';
import { dependencies } from './configuration/dependencies.ts';
import { endpoints } from './configuration/endpoints.ts';
import { flags } from './configuration/flags.ts';
import { logging } from './configuration/logging.ts';
import { placement } from './configuration/placement.ts';
import { policies } from './configuration/policies.ts';
import { resources } from './configuration/resources.ts';
import { schedules } from './configuration/schedules.ts';
import { partitionKeys } from './data/partition-keys.ts';
import { queries } from './data/queries.ts';
import { schema } from './data/schema.ts';
import { topicsAndQueues } from './data/topics-and-queues.ts';
import type { Detector } from './detector.ts';

/** Every group of mechanisms. Where two find something on one line, the earlier in this list is believed. */
export const detectors: readonly Detector[] = [
  dependencies,
  resources,
  schema,
  batches,
  partitionKeys,
  schedules,
  loops,
  caches,
  growth,
  changedSettings,
  logging,
  errorHandling,
  locks,
  heldLonger,
  queries,
  topicsAndQueues,
  flags,
  policies,
  formats,
  endpoints,
  regularExpressions,
  access,
  validation,
  guardsRemoved,
  behaviours,
  renamedValues,
  entries,
  placement,
  comparisons,
  addedCalls,
  removedCalls,
];
