import type { RuledOut } from '@incidentfox/incident';
import type { Scene } from '../../scene/scene.ts';
import type { Weighed } from '../hypotheses-of-origin.ts';
import { callersExplained } from './callers-explained.ts';
import { changesRuledOut } from './changes-ruled-out.ts';
import { namedButNormal, normalSignals } from './measured-normal.ts';

/** What a reader might suspect and what the evidence says against it: changes, callers, load, resources. */
export function ruleOut(scene: Scene, weighed: readonly Weighed[]): RuledOut[] {
  const first = weighed[0];
  return [
    ...changesRuledOut(scene, first),
    ...callersExplained(scene, weighed),
    ...(first === undefined ? [] : [...namedButNormal(scene, first), ...normalSignals(scene, first)]),
  ];
}
