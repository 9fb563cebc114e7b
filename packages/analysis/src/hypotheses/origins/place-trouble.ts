import { median } from '../../onset/robust.ts';
import type { Shift } from '../../onset/shift.ts';
import { harmOf } from '../../ranking/signal-families.ts';
import type { Scene } from '../../scene/scene.ts';
import { maxSparedShare, minPodEffect } from '../thresholds.ts';

/** A machine or a zone, by what its pods suffer and the same services' pods elsewhere do not. */
export interface PlaceTrouble {
  kind: 'node' | 'zone';
  name: string;
  /** Services that suffer there and not elsewhere, sorted. */
  services: readonly string[];
  /** Services with pods there. */
  present: readonly string[];
  /** 0..1: of the services with pods there and elsewhere, the share that suffers there only. */
  contrast: number;
  at: number;
  shifts: readonly Shift[];
}

/** Every machine and zone on which pods of different services suffer while the same services' pods elsewhere are spared. */
export function placeTroubles({ shifts }: Pick<Scene, 'shifts'>): PlaceTrouble[] {
  const perPod = shifts.filter(({ series: { labels, peer } }) => labels.pod !== undefined && peer === undefined);
  if (perPod.length === 0) return [];
  return (['node', 'zone'] as const).flatMap((kind) => {
    const names = [...new Set(perPod.flatMap(({ series }) => series.labels[kind] ?? []))].sort();
    if (names.length < 2) return [];
    return names.flatMap((name) => troubleAt(kind, name, perPod) ?? []);
  });
}

function troubleAt(kind: 'node' | 'zone', name: string, perPod: readonly Shift[]): PlaceTrouble | null {
  const byService = new Map<string, { here: Shift[]; elsewhere: Shift[] }>();
  for (const shift of perPod) {
    const { service, labels } = shift.series;
    if (labels[kind] === undefined) continue;
    const pods = byService.get(service) ?? { here: [], elsewhere: [] };
    byService.set(service, pods);
    (labels[kind] === name ? pods.here : pods.elsewhere).push(shift);
  }
  const compared = [...byService].filter(([, { here, elsewhere }]) => here.length > 0 && elsewhere.length > 0);
  const present = [...byService].filter(([, { here }]) => here.length > 0).map(([service]) => service);
  const suffering = compared.filter(([, { here, elsewhere }]) => suffersOnlyHere(here, elsewhere));
  if (suffering.length < 2) return null;
  const felt = suffering.flatMap(([, { here }]) => here.filter((shift) => harmOf(shift) >= minPodEffect));
  return {
    kind,
    name,
    services: suffering.map(([service]) => service).sort(),
    present: present.sort(),
    contrast: suffering.length / compared.length,
    at: felt.reduce((first, { onsetAt }) => Math.min(first, onsetAt), Number.POSITIVE_INFINITY),
    shifts: felt,
  };
}

/** By one signal at least, the usual pod there is worse off than every pod elsewhere, in amounts: a cascade hurts all pods alike. */
function suffersOnlyHere(here: readonly Shift[], elsewhere: readonly Shift[]): boolean {
  const signals = new Set(here.filter((shift) => harmOf(shift) >= minPodEffect).map(({ series }) => series.signal));
  return [...signals].some((signal) => {
    const there = median(here.filter(({ series }) => series.signal === signal).map(excessOf));
    const others = elsewhere.filter(({ series }) => series.signal === signal).map(excessOf);
    return there > 0 && others.length > 0 && others.every((excess) => excess < maxSparedShare * there);
  });
}

/** How much worse than normal, in the unit of the series; 0 for what is noise. */
const excessOf = (shift: Shift): number => (harmOf(shift) >= minPodEffect ? Math.abs(shift.level - shift.baseline) : 0);
