import { findFaults } from '../../../src/kubernetes/faults/find-faults.ts';
import { at, iso } from '../../questions.ts';
import { aHealthyPod, aHealthyShop, type Shop, toSurroundings, type Wire } from './healthy-shop.ts';
import { type FaultSituation, playsFault } from './plays-fault.ts';

/** One more pod, whose only container is so. */
const withContainer = (shop: Shop, status: Wire): void => {
  const pod = aHealthyPod('checkout-9-c');
  pod.status.startTime = iso(-16);
  pod.status.containerStatuses = [{ name: 'checkout', restartCount: 0, ready: false, lastState: {}, ...status }];
  shop.pods.push(pod);
};
const withInit = (shop: Shop, status: Wire): void => {
  const pod = aHealthyPod('checkout-9-c');
  pod.status.startTime = iso(-16);
  pod.status.initContainerStatuses = [{ name: 'migrate', restartCount: 0, lastState: {}, ...status }];
  pod.status.containerStatuses = [
    { name: 'checkout', restartCount: 0, state: { waiting: { reason: 'PodInitializing' } }, lastState: {} },
  ];
  shop.pods.push(pod);
};
const waits = (reason: string, message: string) => ({ state: { waiting: { reason, message } } });
const command = 'kubectl describe pod checkout-9-c -n shop';

test.each<FaultSituation>([
  {
    what: 'a ConfigMap that is not there',
    alter: (shop) =>
      withContainer(shop, waits('CreateContainerConfigError', 'configmap "checkout-settings" not found')),
    found: {
      kind: 'setting_missing',
      object: 'checkout-9-c',
      since: at(-16),
      says: /configmap "checkout-settings" not found/,
      command,
    },
  },
  {
    what: 'a Secret that is not there',
    alter: (shop) => withContainer(shop, waits('CreateContainerConfigError', 'secret "checkout-db" not found')),
    found: { kind: 'setting_missing', object: 'checkout-9-c', since: at(-16), says: /secret "checkout-db"/, command },
  },
  {
    what: 'a key that is not in its Secret',
    alter: (shop) =>
      withContainer(
        shop,
        waits('CreateContainerConfigError', "couldn't find key DB_PASSWORD in Secret shop/checkout-db"),
      ),
    found: {
      kind: 'setting_missing',
      object: 'checkout-9-c',
      since: at(-16),
      says: /couldn't find key DB_PASSWORD/,
      command,
    },
  },
  {
    what: 'a container that is only being made',
    alter: (shop) => withContainer(shop, waits('ContainerCreating', '')),
    found: null,
  },
  {
    what: 'a program for another kind of machine',
    alter: (shop) =>
      withContainer(shop, {
        restartCount: 5,
        state: {
          waiting: {
            reason: 'CrashLoopBackOff',
            message: 'back-off 2m40s restarting failed container=checkout pod=checkout-9-c_shop(7d1f)',
          },
        },
        lastState: {
          terminated: {
            exitCode: 255,
            reason: 'Error',
            message: 'exec /usr/bin/checkout: exec format error',
            startedAt: iso(-4),
            finishedAt: iso(-4),
          },
        },
      }),
    found: { kind: 'command_failed', object: 'checkout-9-c', since: at(-4), says: /./, command },
  },
  {
    what: 'a command that the image does not have',
    alter: (shop) =>
      withContainer(shop, {
        restartCount: 2,
        state: {
          waiting: {
            reason: 'RunContainerError',
            message:
              'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/serve": stat /app/serve: no such file or directory',
          },
        },
      }),
    found: { kind: 'command_failed', object: 'checkout-9-c', since: at(-16), says: /\/app\/serve/, command },
  },
  {
    what: 'a shell that does not know the command',
    alter: (shop) =>
      withContainer(shop, {
        restartCount: 3,
        ...waits('CrashLoopBackOff', 'back-off 40s restarting failed container'),
        lastState: { terminated: { exitCode: 127, reason: 'Error', startedAt: iso(-7), finishedAt: iso(-7) } },
      }),
    found: { kind: 'command_failed', object: 'checkout-9-c', since: at(-7), says: /back-off/, command },
  },
  {
    what: 'a crash of the program itself is no fault of its command',
    alter: (shop) =>
      withContainer(shop, {
        restartCount: 3,
        ...waits('CrashLoopBackOff', 'back-off 40s restarting failed container'),
        lastState: { terminated: { exitCode: 1, reason: 'Error', startedAt: iso(-7), finishedAt: iso(-6) } },
      }),
    found: null,
  },
  {
    what: 'an init container that does not end',
    alter: (shop) => withInit(shop, { state: { running: { startedAt: iso(-15) } } }),
    found: { kind: 'init_stuck', object: 'checkout-9-c', since: at(-15), says: /migrate has not ended/, command },
  },
  {
    what: 'an init container that has run for four minutes',
    alter: (shop) => withInit(shop, { state: { running: { startedAt: iso(6) } } }),
    found: null,
  },
  {
    what: 'an init container that fails again and again',
    alter: (shop) =>
      withInit(shop, {
        restartCount: 4,
        ...waits('CrashLoopBackOff', 'back-off 1m20s restarting failed container=migrate'),
        lastState: { terminated: { exitCode: 1, reason: 'Error', startedAt: iso(-3), finishedAt: iso(-2) } },
      }),
    found: { kind: 'init_stuck', object: 'checkout-9-c', since: at(-16), says: /migrate fails, exit code 1/, command },
  },
  {
    what: 'an init container that ended well',
    alter: (shop) =>
      withInit(shop, {
        state: { terminated: { exitCode: 0, reason: 'Completed', startedAt: iso(-16), finishedAt: iso(-15) } },
      }),
    found: null,
  },
])('$what', playsFault);

test('many pods with one fault are told once, the first for all', () => {
  const shop = aHealthyShop();
  for (let i = 0; i < 30; i++) {
    const pod = aHealthyPod(`checkout-10-${i}`);
    pod.status.startTime = iso(-10 - i);
    pod.status.containerStatuses = [
      { name: 'checkout', restartCount: 0, ...waits('CreateContainerConfigError', 'secret "x" not found') },
    ];
    shop.pods.push(pod);
  }
  expect(findFaults(toSurroundings(shop))).toMatchObject([
    {
      kind: 'setting_missing',
      object: 'checkout-10-29',
      since: at(-39),
      message: 'container checkout: secret "x" not found (and 29 more pods)',
    },
  ]);
});
