import type { KnownBlock } from '@slack/types';

/** A message as it is built: what it says, not where it goes. */
export interface SlackMessage {
  /** A complete sentence, escaped: the notification, the screen reader's text, and the plain fallback. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** What a builder needs to know besides the record. */
export interface MessageContext {
  /** Public address of the console, for links to the report. Null when there is none. */
  readonly consoleUrl: string | null;
  /** True in a channel other organisations can read: no raw log lines there. */
  readonly isExternallyShared: boolean;
  /** Hosts a link may lead to without being named. */
  readonly trustedHosts: readonly string[];
  /** The team that owns the blamed service, as the catalogue says. Null when it does not, or nothing is blamed. */
  readonly owner: string | null;
  /** False when Slack cannot call us back: then no buttons. */
  readonly interactive: boolean;
  /** What people said about this revision. */
  readonly feedback: { readonly helpful: number; readonly notHelpful: number };
}
