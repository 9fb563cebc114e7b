import type { DatadogSettings } from './settings.ts';

/** Where people open it: `app.` before the sites that have no region of their own in the name. */
export function toWebAddress({ site }: Pick<DatadogSettings, 'site'>): string {
  return `https://${site.split('.').length > 2 ? site : `app.${site}`}`;
}
