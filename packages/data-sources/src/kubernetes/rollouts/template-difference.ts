import type { Container, PodTemplate } from '../responses.schema.ts';

/** How two pod templates differ, in words a person can check. */
export interface TemplateDifference {
  readonly images: readonly { readonly container: string; readonly from: string; readonly to: string }[];
  /** `memory limit 512Mi -> 320Mi`, `env POOL_SIZE 20 -> 5`, `env DB_PASSWORD changed`. */
  readonly settings: readonly string[];
  /** Somebody asked for a restart (`kubectl rollout restart`) and changed nothing else there. */
  readonly restarted: boolean;
}

const restartedAt = 'kubectl.kubernetes.io/restartedAt';

export function templateDifference(before: PodTemplate, after: PodTemplate): TemplateDifference {
  const images: { container: string; from: string; to: string }[] = [];
  const settings: string[] = [];
  const old = new Map(containersOf(before).map((one) => [one.name, one]));
  const all = containersOf(after);
  for (const container of all) {
    const previous = old.get(container.name);
    old.delete(container.name);
    if (!previous) {
      settings.push(`container ${container.name} added`);
      continue;
    }
    if (previous.image && container.image && previous.image !== container.image) {
      images.push({ container: container.name, from: previous.image, to: container.image });
    }
    settings.push(...containerSettings(previous, container, all.length > 1 ? ` of ${container.name}` : ''));
  }
  for (const name of old.keys()) settings.push(`container ${name} removed`);
  if (!same(before.spec?.volumes, after.spec?.volumes)) settings.push('volumes changed');
  const annotations = annotationChanges(before, after);
  return { images, settings: [...settings, ...annotations.settings], restarted: annotations.restarted };
}

function containersOf(template: PodTemplate): Container[] {
  return [...(template.spec?.containers ?? []), ...(template.spec?.initContainers ?? [])];
}

function containerSettings(before: Container, after: Container, of: string): string[] {
  const found: string[] = [];
  for (const bound of ['limits', 'requests'] as const) {
    const [from, to] = [before.resources?.[bound] ?? {}, after.resources?.[bound] ?? {}];
    for (const resource of new Set([...Object.keys(from), ...Object.keys(to)])) {
      if (from[resource] === to[resource]) continue;
      found.push(`${resource} ${bound.slice(0, -1)}${of} ${from[resource] ?? 'none'} -> ${to[resource] ?? 'none'}`);
    }
  }
  found.push(...environmentChanges(before, after, of));
  if (!same(before.command, after.command) || !same(before.args, after.args)) found.push(`arguments${of} changed`);
  if (!same(before.envFrom, after.envFrom)) found.push(`source of the environment${of} changed`);
  for (const probe of ['readinessProbe', 'livenessProbe', 'startupProbe'] as const) {
    if (!same(before[probe], after[probe])) found.push(`${probe.replace('Probe', ' probe')}${of} changed`);
  }
  return found;
}

/** Values are shown only when they are plainly no secret: numbers, sizes, durations, switches. */
const harmless = /^(true|false|on|off|\d{1,9}(\.\d{1,4})?\s?(ms|s|m|h|d|%|[kKMG]i?[bB]?)?)$/;

function environmentChanges(before: Container, after: Container, of: string): string[] {
  const from = new Map((before.env ?? []).map((entry) => [entry.name, entry]));
  const to = new Map((after.env ?? []).map((entry) => [entry.name, entry]));
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((name) => {
    const [old, now] = [from.get(name), to.get(name)];
    if (same(old, now)) return [];
    if (!old) return [`env ${name}${of} added`];
    if (!now) return [`env ${name}${of} removed`];
    const canShow = harmless.test(old.value ?? '') && harmless.test(now.value ?? '');
    return [canShow ? `env ${name}${of} ${old.value} -> ${now.value}` : `env ${name}${of} changed`];
  });
}

function annotationChanges(before: PodTemplate, after: PodTemplate): { settings: string[]; restarted: boolean } {
  const [from, to] = [before.metadata?.annotations ?? {}, after.metadata?.annotations ?? {}];
  const changed = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((key) => from[key] !== to[key]);
  return {
    settings: changed.filter((key) => key !== restartedAt).map((key) => `annotation ${key} changed`),
    restarted: changed.includes(restartedAt),
  };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
