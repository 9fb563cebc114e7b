import type { Scenario } from '../shop/scenario.ts';
import { badFlag } from './causes/bad-flag.ts';
import { checkout } from './causes/checkout.ts';
import { dataStore } from './causes/data-store.ts';
import { expiredCertificate } from './causes/expired-certificate.ts';
import { memory } from './causes/memory.ts';
import { nodeFailure } from './causes/node-failure.ts';
import { thirdParty } from './causes/third-party.ts';
import { trafficSurge } from './causes/traffic-surge.ts';
import { twoFaults } from './causes/two-faults.ts';
import { hostile } from './hard-conditions/hostile.ts';
import { lateChannel } from './hard-conditions/late-channel.ts';
import { longReport } from './hard-conditions/long-report.ts';
import { missingTelemetry } from './hard-conditions/missing-telemetry.ts';
import { wrongName } from './hard-conditions/wrong-name.ts';
import { healthy } from './nothing-wrong/healthy.ts';
import { nothingToSee } from './nothing-wrong/nothing-to-see.ts';
import { recovered } from './nothing-wrong/recovered.ts';

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
