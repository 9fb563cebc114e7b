import type { SecretResolver } from '@incidentfox/secrets';
import type { ReadFile } from '../reading/read-layers.ts';
import type { ToolSchemas } from '../schema/tools.schema.ts';

export interface LoadOptions {
  /** Path of the configuration file. */
  file: string;
  /** `process.env`, from `main.ts`: for `env:` references, VAULT_* and AWS_* settings, and the customary variables. */
  env: Readonly<Record<string, string | undefined>>;
  readFile?: ReadFile;
  /** Gives secret references their values. Default: env:, file:, vault:// and aws-sm:// as `env` says. */
  secrets?: Pick<SecretResolver, 'resolve' | 'refresh'>;
  /** Settings schemas of the tools by kind. Default: those of the data sources. */
  tools?: ToolSchemas;
}
