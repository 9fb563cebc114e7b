import type { CliCommand } from '../cli-command.ts';
import { examine } from './examine.ts';
import { writeFindings } from './write-findings.ts';

export const doctorCommand: CliCommand = {
  name: 'doctor',
  summary: 'Tries everything that is configured and says what to do about what does not work.',
  declare: (command) => command.argument('[file]', 'the configuration (default: $INCIDENTFOX_CONFIG)'),
  run: async ({ args: [file] }, { env, colors }) => {
    const findings = await examine({ env: { ...env, ...(file && { INCIDENTFOX_CONFIG: file }) } });
    return {
      exitCode: findings.some((finding) => finding.state === 'failure') ? 1 : 0,
      text: writeFindings(findings, { colors }),
      notes: [],
      json: findings,
    };
  },
};
