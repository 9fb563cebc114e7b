import { waitFor } from '@incidentfox/test-kit';
import type { AppProcess } from './processes.ts';

export interface SlackMessage {
  ts: string;
  text: string;
  bot_id?: string;
  thread_ts?: string;
  blocks?: unknown[];
  metadata?: { event_payload?: Record<string, unknown> };
}

export interface Played {
  incidentId: string;
  channel: string;
  /** The first attempt at the delivery. */
  webhook: { webhookId: string; status: number | null };
}

/** How a vendor misbehaves. */
export interface Fault {
  vendor: string;
  mode: 'refuse' | '403' | '404' | '500' | '503' | 'page' | 'hang' | '429' | 'drop_after_effect' | 'none';
  /** How many more requests it hits; until it is lifted when not said. */
  times?: number;
  /** Only requests whose path contains this. */
  path?: string;
}

export interface TimelineItem {
  title: string;
  description?: string;
  idempotency_key?: string;
  timestamp: string;
}

/** The simulated outside world, seen through its control API. */
export interface Simulator {
  readonly urls: Record<'incident_io' | 'slack' | 'prometheus' | 'loki' | 'github' | 'kubernetes', string>;
  /** The catalogue of the simulated company, as the configuration file holds it. */
  readonly services: unknown[];
  /**
   * Declares the scenario's incident; its trouble starts unless it is under way already. Another scenario, the first one too,
   * lifts all faults: those that must hold from the start go along as `faults`. `anew`: its trouble starts again.
   */
  play(scenario: string, faults?: readonly Fault[], anew?: boolean): Promise<Played>;
  /** Everything in the channel, replies included. */
  messages(channel: string): Promise<SlackMessage[]>;
  /** Every channel with what stands in it. */
  channels(): Promise<{ id: string; messages: SlackMessage[] }[]>;
  timeline(incidentId: string): Promise<TimelineItem[]>;
  /** Changes an incident as a person would: `{ status: 'closed' }`. Its webhooks are sent. */
  edit(incidentId: string, patch: Readonly<Record<string, string>>): Promise<void>;
  /** What a vendor was asked, oldest first; the status is null for a request it leaves hanging. */
  asked(vendor: string): Promise<{ path: string; status: number | null }[]>;
  fault(vendor: Fault['vendor'], mode: Fault['mode'], only?: Pick<Fault, 'times' | 'path'>): Promise<void>;
}

/** Waits for the simulator's first line and speaks to its control API from then on. */
export async function connectSimulator(process: AppProcess): Promise<Simulator> {
  const line = await waitFor(() => /^\{"control".*$/m.exec(process.output())?.[0], {
    timeoutMs: 50_000,
    what: 'the simulator says where it listens',
  });
  const { control, urls } = JSON.parse(line) as { control: string; urls: Simulator['urls'] };
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${control}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
    if (!response.ok) throw new Error(`simulator ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    urls,
    services: await ask<unknown[]>('/services'),
    play: (scenario, faults = [], anew = false) => ask('/play', { scenario, faults, anew }),
    channels: () => ask('/slack'),
    messages: async (channel) => {
      const channels = await ask<{ id: string; messages: SlackMessage[] }[]>('/slack');
      return channels.find(({ id }) => id === channel)?.messages ?? [];
    },
    timeline: (id) => ask(`/timeline/${id}`),
    edit: async (id, patch) => void (await ask(`/incidents/${id}`, { patch })),
    asked: (vendor) => ask(`/requests/${vendor}`),
    fault: async (vendor, mode, only) => void (await ask('/faults', { vendor, mode, ...only })),
  };
}
