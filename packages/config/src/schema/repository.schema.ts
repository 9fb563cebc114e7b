import { z } from 'zod';

const text = () => z.string().min(1);

/**
 * What a service is called where code lives: `acme/checkout`, or its part of a repository that several share. Paths stand in one text,
 * as every part of a vendor's name does.
 */
export function repositoryName(kind: 'github' | 'gitlab') {
  const repo = text().optional().describe('The repository: `acme/checkout`, or its name below the owner.');
  const owner = text().optional().describe('Whose repository it is, when `repo` does not say so.');
  const project = text().optional().describe('The project: `acme/checkout`, or its number.');
  const what = kind === 'github' ? { repo, owner } : { project };
  const parts = z
    .strictObject({
      ...what,
      environment: text().optional().describe('The environment it is deployed to.'),
      paths: z
        .union([text(), z.array(text()).min(1)])
        .optional()
        .describe(
          'Folders or patterns of its files, where several services share the repository: `services/checkout`.',
        ),
      tag_prefix: text().optional().describe('What its tags begin with: `checkout@`, `checkout/v`.'),
      workflow: text()
        .optional()
        .describe(
          kind === 'github'
            ? 'The workflow that deploys it, by its name or file, whatever it is called.'
            : 'The job that deploys it, whatever it is called.',
        ),
      default_branch: text().optional().describe('The branch that counts; without it, the repository says so.'),
    })
    .transform(({ paths, ...others }): Record<string, string> => {
      const named = Object.entries(others).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
      const joined = paths === undefined ? [] : [['paths', [paths].flat().join(',')] as const];
      return Object.fromEntries([...named, ...joined]);
    });
  return z.union([z.string(), parts]);
}
