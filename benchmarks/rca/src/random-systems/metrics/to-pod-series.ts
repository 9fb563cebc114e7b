import type { TelemetryChannel } from '../physics/channels.ts';
import type { Component } from '../system/component.ts';
import type { Add, Measured } from './measured.ts';
import type { Sampler } from './sampler.ts';

/** Pod by pod: those that are worse off carry what the others are spared. */
export function toPodSeries(
  { channels, knowledge, changes, guilty }: Measured,
  component: Component,
  channel: TelemetryChannel,
  sampler: Sampler,
  add: Add,
): void {
  if (component.pods.length < 2) return;
  const latest = changes.filter(({ service, kind }) => service === component.name && kind === 'deploy').at(-1);
  const hurt = channels.hurtPods.get(component.index);
  for (const { name, machine, zone } of component.pods) {
    const isHurt = hurt?.has(name) ?? false;
    // Where only some pods are worse off after a deploy, they are those that run the new version.
    const version = isHurt || hurt === undefined || guilty !== latest ? latest?.version : latest?.previousVersion;
    const labels = { pod: name, node: machine, zone, ...(version === undefined ? {} : { version }) };
    const part = (hurt?.size ?? 0) / component.pods.length;
    const each = 1 / component.pods.length;
    const cores = channel.cores.map((all, step) => {
      const more = channel.podCores[step] ?? 0;
      return Math.max(0, (all - part * more) * each + (isHurt ? more * each : 0));
    });
    add('cpu', 'cores', 'container_cpu_usage_seconds_total', sampler.around(cores, 0.08), { labels });
    if (!knowledge.hasErrors || !knowledge.hasRates) continue;
    const failing = channel.failing.map((all, step) => {
      const more = channel.podFailing[step] ?? 0;
      const others = Math.max(0, (all - part * more) / Math.max(0.01, 1 - part * more));
      return isHurt ? 1 - (1 - others) * (1 - more) : others;
    });
    const rate = channel.rate.map((all) => all * each);
    add('error_ratio', 'ratio', 'http_requests_total', sampler.shareOf(failing, rate), { labels });
  }
}
