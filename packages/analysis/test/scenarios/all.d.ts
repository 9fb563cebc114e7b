import type { Scenario } from './scenario.ts';
export declare const scenarios: readonly Scenario[];
//# sourceMappingURL=all.d.ts.map
