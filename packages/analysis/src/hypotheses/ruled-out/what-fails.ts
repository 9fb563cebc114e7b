import type { Scene } from '../../scene/scene.ts';
import { leadsTo } from '../looked-at.ts';

/** Name lookups are no calls that somebody measured: they are known from errors. */
export function whatFails(service: string, blamed: string, scene: Scene): string | null {
  if (leadsTo(service, blamed, scene)) return `is that of its calls to ${blamed}`;
  const isLookup = scene
    .symptomsOf(service)
    .some(({ blames, from }) => blames?.name === blamed && 'pattern' in from && from.pattern.mechanism === 'dns');
  return isLookup ? 'is that names do not resolve' : null;
}
