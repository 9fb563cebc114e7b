import { beforeOnset, deployOf } from '../changes/draft-change.ts';
import { drawIdentifier, drawPatch, type PatchMechanism } from '../changes/patches.ts';
import type { Component } from '../system/component.ts';
import { crash, errors, leak, poolTooSmall, slow } from './own-trouble.ts';
import { drawApp, type FaultScene, type MakeFault, namesOf, plainFault, type SystemFault } from './scene.ts';

/** A service breaks by its own deploy. */
function byDeploy(
  mechanism: PatchMechanism,
  trouble: (
    scene: FaultScene,
    origin: Component,
    identifier: string,
  ) => Partial<SystemFault> & Pick<SystemFault, 'apply'>,
  suits?: (one: Component) => boolean,
): MakeFault {
  return (scene) => {
    const { random, timeline } = scene;
    const origin = drawApp(scene, suits);
    const identifier = drawIdentifier(random);
    const patch = random.happens(0.6) ? drawPatch(random, mechanism, identifier) : null;
    return {
      ...plainFault,
      culprit: [origin.name],
      kind: 'change',
      origin: origin.index,
      guilty: deployOf(random, origin.name, beforeOnset(random, timeline), patch),
      ...trouble(scene, origin, identifier),
    };
  };
}

export const deployErrors = byDeploy('errors', errors);
export const deployLatency = byDeploy('latency', slow);
export const deployLeak = byDeploy('leak', leak);
export const deployPool = byDeploy('pool', poolTooSmall, ({ calls }) => calls.length > 0);
export const deployCrash = byDeploy('crash', crash);

/** A deploy asks the database so much more that everybody who needs it suffers. */
export const deployOverloadsDatabase: MakeFault = (scene) => {
  const { random, timeline, system, course, size } = scene;
  const isDatabase = (index: number) => system.components[index]?.role === 'database';
  const origin = drawApp(scene, ({ calls }) => calls.some(({ to }) => isDatabase(to)));
  const database = system.components[origin.calls.find(({ to }) => isDatabase(to))?.to ?? 0] as Component;
  const identifier = drawIdentifier(random);
  const patch = random.happens(0.6) ? drawPatch(random, 'queries', identifier) : null;
  const more = random.between(8, 20) * size;
  return {
    ...plainFault,
    culprit: [origin.name, ...namesOf(database)],
    kind: 'change',
    origin: origin.index,
    guilty: deployOf(random, origin.name, beforeOnset(random, timeline), patch),
    apply: (at, ills) => {
      const strength = course(at);
      if (strength === 0) return;
      ills.hurtCall(origin.index, database.index, { delayS: 0, failing: 0, more: 1 + more * strength });
      ills.of(database.index).slowdown *= 1 + 2 * size * strength;
      ills.of(database.index).cores += 2 * strength;
    },
  };
};

/** A setting, a flag or the number of replicas is changed. */
export const configChange: MakeFault = (scene) => {
  const { random, timeline } = scene;
  const origin = drawApp(scene);
  const identifier = drawIdentifier(random);
  const trouble = random.pick([errors, slow, poolTooSmall])(scene, origin, identifier);
  const isFlag = random.happens(0.4);
  const startedAt = beforeOnset(random, timeline);
  return {
    ...plainFault,
    culprit: [origin.name],
    kind: isFlag ? 'change' : 'configuration',
    origin: origin.index,
    guilty: {
      kind: isFlag ? 'flag' : 'config',
      service: origin.name,
      startedAt,
      status: 'succeeded',
      title: isFlag ? `Turn on ${identifier}` : `Set ${identifier} of ${origin.name} to ${random.whole(2, 9)}`,
      scopeMatch: 'exact',
    },
    ...trouble,
  };
};
