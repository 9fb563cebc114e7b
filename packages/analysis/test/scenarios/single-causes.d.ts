import type { Observations } from '@incidentfox/incident';
import type { Scenario } from './scenario.ts';
/** A deploy of the payment gateway makes it time out; checkout answers 503; another service was deployed as well. */
export declare function paymentDeploy(affected?: string): Observations;
/** A lower memory limit kills the cart's pods; search was deployed in between. */
export declare function memoryLimit(): Observations;
export declare const singleCauses: Scenario[];
//# sourceMappingURL=single-causes.d.ts.map
