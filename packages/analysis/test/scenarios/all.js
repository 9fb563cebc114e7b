import { hardCases } from './hard-cases.js';
import { quietCases } from './quiet-cases.js';
import { singleCauses } from './single-causes.js';
export const scenarios = [...singleCauses, ...hardCases, ...quietCases];
//# sourceMappingURL=all.js.map
