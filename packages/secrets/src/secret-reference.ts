import { Failure } from '@incidentfox/failures';

/** Where a secret is kept. */
export type SecretReference =
  | { kind: 'env'; name: string }
  | { kind: 'file'; path: string }
  | { kind: 'vault'; mount: string; path: string; version: number | null; field: string | null }
  | { kind: 'aws-sm'; id: string; field: string | null }
  | { kind: 'plain' };

/** Reads a reference. A `Failure` of kind `config` says what is wrong with its form; a text without a known scheme is a plain value. */
export function parseReference(reference: string): SecretReference {
  if (reference.startsWith('env:')) return envReference(reference.slice('env:'.length));
  if (reference.startsWith('file:')) return fileReference(reference.slice('file:'.length));
  if (reference.startsWith('vault://')) return vaultReference(reference);
  if (reference.startsWith('aws-sm://')) return awsReference(reference);
  const scheme = /^([a-z][a-z0-9+-]*):\/\//i.exec(reference)?.[1];
  if (scheme)
    throw malformed(`${scheme}:// is not a place for secrets`, 'vault://mount/path#field or aws-sm://id#field');
  return { kind: 'plain' };
}

function envReference(name: string): SecretReference {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw malformed('env: needs the name of a variable', 'env:SLACK_BOT_TOKEN');
  return { kind: 'env', name };
}

function fileReference(path: string): SecretReference {
  const plain = path.startsWith('///') ? path.slice(2) : path;
  if (plain === '') throw malformed('file: needs a path', 'file:/run/secrets/slack-token');
  return { kind: 'file', path: plain };
}

function vaultReference(reference: string): SecretReference {
  const form = /^vault:\/\/([^/?#]+)\/([^?#]+)(?:\?version=(\d+))?(?:#(.+))?$/.exec(reference);
  const [, mount, path, version, field] = form ?? [];
  const climbs = path?.split('/').some((part) => part === '' || part === '.' || part === '..');
  if (!mount || !path || climbs) throw malformed('not a Vault reference', 'vault://mount/path?version=2#field');
  return { kind: 'vault', mount, path, version: version ? Number(version) : null, field: field ?? null };
}

function awsReference(reference: string): SecretReference {
  const [, id, field] = /^aws-sm:\/\/([^#]+)(?:#(.+))?$/.exec(reference) ?? [];
  if (!id) throw malformed('not an AWS Secrets Manager reference', 'aws-sm://prod/incidentfox#slackToken');
  return { kind: 'aws-sm', id, field: field ?? null };
}

/** The reference itself is not repeated: a mistyped one may be a secret's value. */
function malformed(what: string, example: string): Failure {
  return new Failure('config', `${what}; write it like ${example}`);
}
