/** What one Slack workspace holds here. Plain data; the API and the control server change it. */
export interface Message {
  readonly ts: string;
  readonly threadTs: string | null;
  /** Also shown in the channel although it is a reply. */
  readonly broadcast: boolean;
  readonly author: Author;
  text: string;
  blocks: readonly unknown[];
  metadata: { readonly event_type: string; readonly event_payload: Readonly<Record<string, unknown>> } | null;
  editedAt: number | null;
  readonly reactions: Map<string, string[]>;
}

export type Author = { readonly kind: 'bot' } | { readonly kind: 'user'; readonly id: string; readonly name: string };

export interface Channel {
  readonly id: string;
  readonly name: string;
  isPrivate: boolean;
  isArchived: boolean;
  isExternallyShared: boolean;
  /** Whether our bot has joined. */
  isMember: boolean;
  members: string[];
  readonly messages: Message[];
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  bytes: Buffer | null;
  isComplete: boolean;
}

export interface Workspace {
  readonly botUserId: string;
  readonly botId: string;
  readonly appId: string;
  readonly teamId: string;
  readonly users: ReadonlyMap<string, { readonly name: string; readonly email: string }>;
  readonly channels: Map<string, Channel>;
  readonly files: Map<string, StoredFile>;
  /** Modals the app opened, newest last. */
  readonly views: unknown[];
  /** Messages only one person sees. */
  readonly ephemerals: { readonly channelId: string; readonly text: string; readonly blocks: readonly unknown[] }[];
  /** Channel of each response_url given out, by its id. */
  readonly responseUrls: Map<string, string>;
  /** Timestamps of messages that were deleted. */
  readonly deleted: Set<string>;
  /** The last timestamp given out; timestamps are unique in a workspace here. */
  lastTs: number;
  /** How often each channel was written to lately, for the rate limit. Epoch ms. */
  readonly posts: Map<string, number[]>;
}

export function createWorkspace(): Workspace {
  return {
    botUserId: 'U0FOXBOT01',
    botId: 'B0FOXBOT01',
    appId: 'A0FOXAPP01',
    teamId: 'T02A1FSLE8J',
    users: new Map([
      ['U02AYNF2XJM', { name: 'Ada Ops', email: 'ada@acme.example' }],
      ['U02BEN00001', { name: 'Ben Payments', email: 'ben@acme.example' }],
      ['U0INCIDENTIO', { name: 'incident.io', email: 'bot@incident.io' }],
    ]),
    channels: new Map(),
    files: new Map(),
    views: [],
    ephemerals: [],
    responseUrls: new Map(),
    deleted: new Set(),
    lastTs: 0,
    posts: new Map(),
  };
}

export function openChannel(workspace: Workspace, channel: Pick<Channel, 'id' | 'name'> & Partial<Channel>): Channel {
  const made: Channel = {
    isPrivate: false,
    isArchived: false,
    isExternallyShared: false,
    isMember: false,
    members: ['U02AYNF2XJM', 'U02BEN00001', 'U0INCIDENTIO'],
    messages: [],
    ...channel,
  };
  workspace.channels.set(made.id, made);
  return made;
}

/** `1763890000.000100`: seconds, and a fraction that makes it unique. */
function nextTs(workspace: Workspace, now: number): string {
  workspace.lastTs = Math.max(Math.floor(now * 1000), workspace.lastTs + 100);
  return `${Math.floor(workspace.lastTs / 1_000_000)}.${String(workspace.lastTs % 1_000_000).padStart(6, '0')}`;
}

export const tsToMs = (ts: string): number => Number(ts) * 1000;

export function removeMessage(workspace: Workspace, channel: Channel, message: Message): void {
  channel.messages.splice(channel.messages.indexOf(message), 1);
  workspace.deleted.add(message.ts);
}

export function addMessage(
  workspace: Workspace,
  channel: Channel,
  message: Pick<Message, 'author' | 'text'> & Partial<Message>,
  now: number,
): Message {
  const made: Message = {
    ts: nextTs(workspace, now),
    threadTs: null,
    broadcast: false,
    blocks: [],
    metadata: null,
    editedAt: null,
    reactions: new Map(),
    ...message,
  };
  channel.messages.push(made);
  return made;
}
