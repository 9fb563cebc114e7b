import { waitFor } from '@incidentfox/test-kit';
import type { AppProcess } from './processes.ts';

export interface SlackMessage {
  ts: string;
  text: string;
  blocks?: unknown[];
  thread?: SlackMessage[];
}

export interface TimelineItem {
  title: string;
  description?: string;
  timestamp: string;
}

/** The simulated outside world, seen through its control API. */
export interface Simulator {
  readonly urls: Record<'incident_io' | 'slack' | 'prometheus' | 'loki' | 'github' | 'kubernetes', string>;
  /** The catalogue of the simulated company, as the configuration file holds it. */
  readonly services: unknown[];
  play(scenario: string): Promise<{ incidentId: string; channel: string }>;
  messages(channel: string): Promise<SlackMessage[]>;
  timeline(incidentId: string): Promise<TimelineItem[]>;
  fault(vendor: string, mode: 'refuse' | '500' | 'hang' | '429' | 'none'): Promise<void>;
}

/** Waits for the simulator's first line and speaks to its control API from then on. */
export async function connectSimulator(process: AppProcess): Promise<Simulator> {
  const line = await waitFor(() => /^\{"control".*$/m.exec(process.output())?.[0], {
    timeoutMs: 20_000,
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
  const { services } = await ask<{ services: unknown[] }>('/configuration');
  return {
    urls,
    services,
    play: (scenario) => ask('/play', { scenario }),
    messages: async (channel) => (await ask<{ messages: SlackMessage[] }>(`/slack/${channel}/messages`)).messages,
    timeline: async (id) => (await ask<{ items: TimelineItem[] }>(`/timeline/${id}`)).items,
    fault: async (vendor, mode) => void (await ask('/faults', { vendor, mode })),
  };
}
