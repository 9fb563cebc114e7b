import { z } from 'zod';
import { listOf } from '../vendor-http/list-of.ts';

const text = z.string().nullish();
/** Counts are numbers in text. */
const count = z.union([z.string(), z.number()]).transform(Number);

export const Issue = z.object({
  id: z.string(),
  shortId: text,
  title: z.string(),
  culprit: text,
  permalink: text,
  level: text,
  /** new, ongoing, escalating, regressed, archived_until_..., or newer. */
  substatus: text,
  count,
  userCount: count.nullish(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  lifetime: z.object({ firstSeen: text }).nullish(),
  firstRelease: z.object({ version: text }).nullish(),
});
export type Issue = z.output<typeof Issue>;

const author = z.object({ name: text, email: text, username: text });
export const SentryRelease = z.object({
  version: z.string(),
  shortVersion: text,
  dateCreated: z.string(),
  dateReleased: text,
  url: text,
  newGroups: z.number().nullish(),
  commitCount: z.number().nullish(),
  authors: z.array(author).nullish(),
  lastCommit: z.object({ id: text }).nullish(),
  lastDeploy: z.object({ environment: text, dateStarted: text, dateFinished: text, url: text, name: text }).nullish(),
});
export type SentryRelease = z.output<typeof SentryRelease>;

export const Project = z.object({ id: z.string(), slug: z.string(), name: text });
export type Project = z.output<typeof Project>;

const Environment = z.object({ name: z.string() });

export const EnvironmentsResponse = listOf(Environment);
export const IssuesResponse = listOf(Issue);
export const ReleasesResponse = listOf(SentryRelease);
export const ProjectsResponse = listOf(Project);
export const OrganizationResponse = z.object({ slug: z.string(), name: text });
