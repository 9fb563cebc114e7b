import { secret } from '@incidentfox/secrets';
import { z } from 'zod';

/** Who signs requests to AWS. Without any of it the usual chain: environment, profile, the container's or machine's role. */
export const awsIdentity = {
  access_key_id: secret()
    .optional()
    .describe("without it the usual chain: environment, profile, container's or machine's role"),
  secret_access_key: secret().optional(),
  session_token: secret().optional(),
  role_arn: z
    .string()
    .regex(/^arn:[\w-]+:iam::\d{12}:role\/.+$/, 'must be the ARN of a role: arn:aws:iam::123456789012:role/name')
    .optional()
    .describe('role to assume with these credentials, also of another account'),
  external_id: z.string().min(1).optional().describe('what the trust policy of that role asks for'),
};

export const awsRegion = () => z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region: eu-west-1');

/** Parsed `awsIdentity` with the region it is used in. */
export interface AwsIdentity {
  readonly region: string;
  readonly access_key_id?: z.output<ReturnType<typeof secret>> | undefined;
  readonly secret_access_key?: z.output<ReturnType<typeof secret>> | undefined;
  readonly session_token?: z.output<ReturnType<typeof secret>> | undefined;
  readonly role_arn?: string | undefined;
  readonly external_id?: string | undefined;
}

const none = z.strictObject({ type: z.literal('none') });
const basic = z.strictObject({ type: z.literal('basic'), username: z.string().min(1), password: secret() });
const bearer = z.strictObject({ type: z.literal('bearer'), token: secret() });
const sigv4 = z.strictObject({
  type: z.literal('sigv4'),
  region: awsRegion(),
  service: z
    .enum(['aps', 'es', 'aoss'])
    .default('aps')
    .describe('managed Prometheus, OpenSearch, OpenSearch Serverless'),
  ...awsIdentity,
});

/** How most servers are entered. `none` sends nothing. */
export const serverAuth = z.discriminatedUnion('type', [none, basic, bearer]).default({ type: 'none' });
/** The same for servers that AWS runs too, where every request is signed. */
export const signedServerAuth = z.discriminatedUnion('type', [none, basic, bearer, sigv4]).default({ type: 'none' });
export type ServerAuth = z.output<typeof signedServerAuth>;
export type AwsSignature = z.output<typeof sigv4>;

/** The Authorization header for it, built when it is needed. A signature is made of the request, not here. */
export function authorization(auth: ServerAuth): Record<string, string> {
  if (auth.type === 'bearer') return { authorization: `Bearer ${auth.token.reveal()}` };
  if (auth.type !== 'basic') return {};
  return { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password.reveal()}`).toString('base64')}` };
}
