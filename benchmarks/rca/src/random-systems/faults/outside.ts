import type { Component } from '../system/component.ts';
import { callersOf, type FaultScene, type MakeFault, namesOf, plainFault, type Saying, withRole } from './scene.ts';

function sayOfCallers({ system }: FaultScene, host: Component, text: string, perMinute: number): Saying[] {
  return callersOf(system, host.index).map(({ index }) => ({
    component: index,
    level: 'error',
    message: () => text,
    perMinute,
  }));
}

export const providerDown: MakeFault = (scene) => {
  const { random, system, course, size } = scene;
  const provider = random.pick(withRole(system, 'provider'));
  const failing = Math.min(1, random.between(0.5, 0.95) * size);
  const status = random.pick(['503 Service Unavailable', '502 Bad Gateway', '429 Too Many Requests']);
  return {
    ...plainFault,
    culprit: namesOf(provider),
    kind: 'third_party',
    origin: provider.index,
    isShared: true,
    says: sayOfCallers(scene, provider, `POST https://${provider.host}/v1/requests failed: ${status}`, 15),
    apply: (at, ills) => {
      ills.of(provider.index).failing = failing * course(at);
    },
  };
};

export const providerSlow: MakeFault = (scene) => {
  const { random, system, course, size } = scene;
  const provider = random.pick(withRole(system, 'provider'));
  const delayS = random.between(0.8, 6) * size;
  return {
    ...plainFault,
    culprit: namesOf(provider),
    kind: 'third_party',
    origin: provider.index,
    isShared: true,
    says: sayOfCallers(scene, provider, `request to ${provider.host} timed out after 3000 ms`, 8),
    apply: (at, ills) => {
      ills.of(provider.index).delayS += delayS * course(at);
    },
  };
};

/** Nobody trusts the host's certificate any more: its callers fail, and it hardly gets requests. */
export const certificateExpired: MakeFault = (scene) => {
  const { random, system, course } = scene;
  const called = system.components.filter(
    ({ index, role }) => role !== 'worker' && callersOf(system, index).length > 0,
  );
  const host = random.pick(called);
  const name = host.host.replace(/:\d+$/, '');
  const text = random.pick([
    `Get "https://${host.host}/": tls: failed to verify certificate: x509: certificate has expired or is not yet valid`,
    `javax.net.ssl.SSLHandshakeException: NotAfter: certificate of ${name} has expired`,
    `SSL: CERTIFICATE_VERIFY_FAILED certificate has expired (${name})`,
  ]);
  const callers = callersOf(system, host.index);
  return {
    ...plainFault,
    culprit: namesOf(host),
    kind: 'configuration',
    origin: host.index,
    isShared: callers.length > 1,
    says: sayOfCallers(scene, host, text, 15),
    apply: (at, ills) => {
      // No request comes through, so the host itself sees none of them.
      if (course(at) === 0) return;
      for (const { index } of callers)
        ills.hurtCall(index, host.index, { delayS: 0, failing: 0.98 * course(at), isRefused: true });
    },
  };
};
