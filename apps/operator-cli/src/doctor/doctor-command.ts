// npm run -s doctor -- [--json] [FILE]     tries everything that is configured; exit 1 when something fails
import { examine } from './examine.ts';
import { writeFindings } from './write-findings.ts';

const args = process.argv.slice(2);
const file = args.find((arg) => !arg.startsWith('-'));
const findings = await examine({ env: { ...process.env, ...(file && { INCIDENTFOX_CONFIG: file }) } });
console.log(args.includes('--json') ? JSON.stringify(findings, null, 2) : writeFindings(findings));
process.exit(findings.some((finding) => finding.state === 'failure') ? 1 : 0);
