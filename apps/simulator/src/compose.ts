import type { SimulatorConfig } from './config.ts';
import { control } from './control/control.ts';
import type { InjectedFault } from './http/faults.ts';
import { type RunningVendor, startVendor } from './http/vendor-server.ts';
import { scenarios } from './scenarios/index.ts';
import type { Scenario } from './shop/scenario.ts';
import { perform } from './stage.ts';
import { github } from './vendors/github/github.ts';
import { incidentIo } from './vendors/incident-io/incident-io.ts';
import { createOrganisation } from './vendors/incident-io/organisation.ts';
import { createWebhookSender } from './vendors/incident-io/webhooks.ts';
import { toWebhookIncident } from './vendors/incident-io/wire.ts';
import { kubernetes } from './vendors/kubernetes/kubernetes.ts';
import { loki } from './vendors/loki/loki.ts';
import { prometheus } from './vendors/prometheus/prometheus.ts';
import { slack } from './vendors/slack/slack.ts';
import { createWorkspace } from './vendors/slack/workspace.ts';

export interface Simulator {
  readonly control: string;
  /** Where each vendor answers, by the name its settings have in the configuration file. */
  readonly urls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const quiet: Scenario = { name: 'quiet', title: 'nothing is played yet', incident: { name: '', severity: null } };

/** Starts all stand-ins and the control server. */
export async function startSimulator(config: SimulatorConfig, now: () => number): Promise<Simulator> {
  const organisation = createOrganisation();
  const workspace = createWorkspace();
  const webhooks = createWebhookSender({ url: webhookUrl(config.GATEWAY_URL), secret: config.WEBHOOK_SECRET, now });
  const access = { mayWriteTimeline: true };
  const timers = new Set<NodeJS.Timeout>();
  let performance = perform(quiet, now(), now);
  const onChange = (incidentId: string) => {
    const incident = organisation.incidents.find((candidate) => candidate.id === incidentId);
    // Our own writing comes back as an update, as incident.io's integrations have seen.
    if (incident) void webhooks.send('public_incident.incident_updated_v2', toWebhookIncident(incident));
  };

  const stands = [
    {
      port: config.INCIDENT_IO_PORT,
      vendor: incidentIo({
        organisation,
        now,
        onChange,
        mayWriteTimeline: () => access.mayWriteTimeline,
        apiKey: config.INCIDENT_IO_API_KEY,
      }),
    },
    { port: config.SLACK_PORT, vendor: slack({ workspace, token: config.SLACK_BOT_TOKEN, now }) },
    {
      port: config.PROMETHEUS_PORT,
      vendor: prometheus(() => ({ world: performance.world, store: performance.metrics })),
    },
    { port: config.LOKI_PORT, vendor: loki(() => ({ world: performance.world, store: performance.logs })) },
    { port: config.GITHUB_PORT, vendor: github(() => performance.world, config.GITHUB_TOKEN) },
    { port: config.KUBERNETES_PORT, vendor: kubernetes(() => performance.world, config.KUBERNETES_TOKEN) },
  ];
  const vendors: RunningVendor[] = [];
  for (const { vendor, port } of stands) vendors.push(await startVendor(vendor, { port, now }));

  const start = async (scenario: Scenario, alarmAt: number) => {
    performance = perform(scenario, alarmAt, now);
    for (const vendor of vendors)
      await vendor.setFault({
        mode: scenario.outages?.find((outage) => outage.vendor === vendor.name)?.mode ?? 'none',
      });
  };
  const stage = {
    get current() {
      return { scenario: performance.world.scenario, alarmAt: performance.world.alarmAt };
    },
    start,
  };
  const later = (ms: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };
  const setFault = async (fault: InjectedFault & { readonly vendor: string }) => {
    const vendor = vendors.find(({ name }) => name === fault.vendor);
    await vendor?.setFault(fault);
    return vendor !== undefined;
  };
  const steering = control({
    setFault,
    organisation,
    workspace,
    webhooks,
    now,
    scenarios,
    stage,
    later,
    access,
    app: { url: config.NOTIFIER_URL, signingSecret: config.SLACK_SIGNING_SECRET },
    vendors: () => vendors,
  });
  const controlServer = await startVendor(steering, { port: config.SIMULATOR_PORT, now });

  return {
    control: controlServer.url,
    urls: Object.fromEntries(vendors.map(({ name, url }) => [name, name === 'slack' ? `${url}/api/` : url])),
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      webhooks.close();
      await Promise.all([controlServer, ...vendors].map((server) => server.close()));
    },
  };
}

const webhookUrl = (gateway: string) => new URL('/api/incident-io/webhook', gateway).toString();
