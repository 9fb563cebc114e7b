import type { Scenario } from './scenario.ts';
export declare const quietCases: Scenario[];
//# sourceMappingURL=quiet-cases.d.ts.map
