import { Failure } from '@incidentfox/failures';
import type { z } from 'zod';
import type { JobDefinition } from '../job.ts';

/** A payload as the job's definition wants it. Throws `Failure` (`contract`) that names what does not fit. */
export function parsePayload<Schema extends z.ZodType>(
  definition: JobDefinition<Schema>,
  payload: unknown,
): z.output<Schema> {
  const parsed = definition.payload.safeParse(payload);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Failure('contract', `the payload of ${definition.name} is wrong: ${where}`);
}
