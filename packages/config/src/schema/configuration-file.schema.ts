import { z } from 'zod';
import { IncidentIoSection } from './incident-io.schema.ts';
import { placeKeys } from './place.schema.ts';
import { serviceEntry } from './service.schema.ts';
import { SlackSection } from './slack.schema.ts';
import { type ToolSchemas, toolsSection } from './tools.schema.ts';

const Extends = z
  .union([z.string().min(1), z.array(z.string().min(1))])
  .optional()
  .describe('A file (or files) this one builds on, relative to this one. Objects merge, lists and values replace.');

const TeamId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and - only')
  .describe('Names the team. Its webhook is /api/incident-io/webhook/<id>.');

/** What a team has, and what a file without `teams` has at its top. */
function sections(kinds: readonly string[]) {
  return {
    ...placeKeys,
    integrations: z
      .strictObject({ incident_io: IncidentIoSection.optional(), slack: SlackSection.optional() })
      .default({}),
    services: z.array(serviceEntry(kinds)).default([]).describe('The service catalogue.'),
  };
}

const anyPlace = {
  environment: z.unknown().optional(),
  cluster: z.unknown().optional(),
  region: z.unknown().optional(),
};

/** The keys of a file and of its teams; what is inside a section is checked after teams and base files are merged. */
export const FileOutline = z.strictObject({
  $schema: z.string().optional(),
  extends: Extends,
  integrations: z.unknown().optional(),
  tools: z.unknown().optional(),
  services: z.unknown().optional(),
  ...anyPlace,
  teams: z
    .array(
      z.strictObject({
        id: TeamId,
        extends: Extends,
        integrations: z.unknown().optional(),
        tools: z.unknown().optional(),
        services: z.unknown().optional(),
        ...anyPlace,
      }),
    )
    .min(1)
    .optional(),
});

/** The whole file, as published for editors. */
export function configurationFile(tools: ToolSchemas) {
  const whole = { ...sections(Object.keys(tools)), tools: toolsSection(tools).optional() };
  return z.strictObject({
    $schema: z.string().optional().describe('Address of this schema, for editors.'),
    extends: Extends,
    ...whole,
    teams: z
      .array(z.strictObject({ id: TeamId, extends: Extends, ...whole }))
      .min(1)
      .optional()
      .describe('Several teams in one deployment. Each has what stands at the top, overridden by its own.'),
  });
}
