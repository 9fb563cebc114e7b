import type { SentrySettings } from './settings.ts';

/** Where people open it. sentry.io gives every organisation a host of its own; a self-hosted one is a path. */
export function toWebAddress({ url, organization }: SentrySettings): string {
  return /^https:\/\/([a-z]+\.)?sentry\.io$/.test(url)
    ? `https://${organization}.sentry.io`
    : `${url}/organizations/${encodeURIComponent(organization)}`;
}
