import type { Channel, Workspace } from '../vendors/slack/workspace.ts';

/** A channel as a page. */
export function slackPage(_workspace: Workspace, channel: Channel, _options: { readonly filesUrl: string }): string {
  return `<!doctype html><title>${channel.name}</title>`;
}
