import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '@incidentfox/config';
import type { Incident, Observations, Report } from '@incidentfox/incident';
import { createTeams } from '../../../apps/investigator-worker/src/create-teams.ts';
import { observeIncident } from '../../../apps/investigator-worker/src/investigation/observe-incident.ts';
import { reportOn } from '../../../apps/investigator-worker/src/investigation/report-on.ts';
import { startSimulator } from '../../../apps/simulator/src/compose.ts';
import { readConfig } from '../../../apps/simulator/src/config.ts';

/** One scenario as the worker saw it, and what it says about it. */
export interface ToldScenario {
  incident: Incident;
  observations: Observations;
  report: Report;
}

export interface Stage {
  play(scenario: string): Promise<ToldScenario>;
  close(): Promise<void>;
}

/** The simulator, and an investigator that is configured for it; both in this process, over loopback. */
export async function openStage(): Promise<Stage> {
  const config = readConfig({});
  const simulator = await startSimulator(config, Date.now);
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await (await fetch(`${simulator.control}${path}`, init)).json()) as T;
  };
  const settings = await settingsFor(simulator.urls, await ask('/services'));
  const teams = createTeams(() => settings, Date.now);
  const team = teams.find('default');
  if (team === undefined) throw new Error('the default team is not configured');

  return {
    play: async (scenario) => {
      const { incidentId } = await ask<{ incidentId: string }>('/play', { scenario, anew: true });
      const incident = await team.incidentIo.incident(incidentId);
      const run = {
        team,
        incident,
        trigger: { kind: 'webhook' as const },
        now: Date.now(),
        signal: new AbortController().signal,
        onContext: async () => {},
        onSteps: () => {},
      };
      const seen = await observeIncident(run);
      return { incident, observations: seen.observations, report: reportOn(seen, run) };
    },
    close: async () => {
      await teams.close();
      await simulator.close();
    },
  };
}

async function settingsFor(urls: Readonly<Record<string, string>>, services: unknown) {
  const defaults = readConfig({});
  const folder = mkdtempSync(join(tmpdir(), 'told-'));
  const file = join(folder, 'incidentfox.json');
  const configuration = {
    integrations: {
      incident_io: { webhook_secret: 'env:WEBHOOK', api_key: 'env:INCIDENT_IO', api_url: urls.incident_io },
    },
    tools: {
      prometheus: { url: urls.prometheus },
      loki: { url: urls.loki },
      github: { url: urls.github, token: 'env:GITHUB' },
      kubernetes: { url: urls.kubernetes, token: 'env:KUBERNETES', default_namespace: 'shop' },
    },
    services,
  };
  const env = {
    WEBHOOK: defaults.WEBHOOK_SECRET,
    INCIDENT_IO: defaults.INCIDENT_IO_API_KEY,
    GITHUB: defaults.GITHUB_TOKEN,
    KUBERNETES: defaults.KUBERNETES_TOKEN,
  };
  try {
    writeFileSync(file, JSON.stringify(configuration));
    return await loadSettings({ file, env });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
