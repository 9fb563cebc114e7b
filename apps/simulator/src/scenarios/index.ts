import type { Scenario } from '../shop/scenario.ts';
import { badFlag } from './bad-flag.ts';
import { checkout } from './checkout.ts';
import { dataStore } from './data-store.ts';
import { expiredCertificate } from './expired-certificate.ts';
import { healthy } from './healthy.ts';
import { hostile } from './hostile.ts';
import { lateChannel } from './late-channel.ts';
import { longReport } from './long-report.ts';
import { memory } from './memory.ts';
import { missingTelemetry } from './missing-telemetry.ts';
import { nodeFailure } from './node-failure.ts';
import { nothingToSee } from './nothing-to-see.ts';
import { recovered } from './recovered.ts';
import { thirdParty } from './third-party.ts';
import { trafficSurge } from './traffic-surge.ts';
import { twoFaults } from './two-faults.ts';
import { wrongName } from './wrong-name.ts';

/** Every scenario that can be played, in the order people are shown them. */
export const scenarios: readonly Scenario[] = [
  checkout,
  memory,
  healthy,
  trafficSurge,
  thirdParty,
  dataStore,
  nodeFailure,
  badFlag,
  expiredCertificate,
  recovered,
  twoFaults,
  missingTelemetry,
  nothingToSee,
  lateChannel,
  wrongName,
  hostile,
  longReport,
];
