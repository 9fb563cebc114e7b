import { looksLikeError, saysItIsFine, type UsualStatement } from '../../logs/index.ts';

/** A regular expression of Logs Insights, between slashes. */
const expression = (pattern: string): string => `/${pattern.replace(/(?<!\\)\//g, '\\/')}/`;

export const errorFilter = `filter @message like ${expression(looksLikeError)} and @message not like ${expression(saysItIsFine)} | `;

const literally = (text: string) => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
const ofStatement = (parts: UsualStatement): string => expression(parts.map(literally).join('.*'));

export const withStatement = (filter: string, parts: UsualStatement): string =>
  `${filter}filter @message like ${ofStatement(parts)} | `;

export const withoutStatements = (filter: string, statements: readonly UsualStatement[]): string =>
  statements.length === 0
    ? filter
    : `${filter}filter ${statements.map((parts) => `@message not like ${ofStatement(parts)}`).join(' and ')} | `;

export const countPerBucket = (filter: string, stepMinutes: number): string =>
  `${filter}stats count(*) as lines by bin(${stepMinutes}m) as start`;

export const newestLines = (filter: string, limit: number): string =>
  `${filter}fields @timestamp, @message, @logStream | sort @timestamp desc | limit ${limit}`;
