import type { Scenario } from './scenario.ts';
export declare const hardCases: Scenario[];
//# sourceMappingURL=hard-cases.d.ts.map
