import { readFile } from 'node:fs/promises';
import { asFailure, Failure } from '@incidentfox/failures';
import type { TlsParts } from '@incidentfox/http-client';
import type { TlsSettings } from '../connection-settings.ts';

/**
 * The certificates of a tool's settings as PEM, read anew each time it is called. Undefined when none is set. Throws a `config`
 * failure that names the setting.
 */
export function readTls(settings: TlsSettings): (() => Promise<TlsParts>) | undefined {
  const { ca, client_cert: cert, client_key: key } = settings;
  if (ca === undefined && cert === undefined && key === undefined) return undefined;
  return async () => ({
    ...(ca === undefined ? {} : { ca: await pemOf('ca', ca, 'CERTIFICATE') }),
    ...(cert === undefined ? {} : { cert: await pemOf('client_cert', cert, 'CERTIFICATE') }),
    ...(key === undefined ? {} : { key: await keyOf(key) }),
  });
}

/** A key in a file is read with its certificate: they are replaced together. */
async function keyOf(key: NonNullable<TlsSettings['client_key']>): Promise<string> {
  const isFile = key.reference.startsWith('file:');
  return pemOf('client_key', isFile ? key.reference : key.reveal(), 'PRIVATE KEY');
}

/** `text` is PEM, or names the file that holds it; `file:` before a path is not needed. */
export async function pemOf(setting: string, text: string, what: 'CERTIFICATE' | 'PRIVATE KEY'): Promise<string> {
  const isPem = text.includes('-----BEGIN');
  const path = text.replace(/^file:(\/\/)?/, '');
  const pem = isPem ? text.replaceAll('\\n', '\n') : await read(setting, path);
  if (new RegExp(`-----BEGIN [A-Z ]*${what}-----`).test(pem)) return pem;
  // What is given in plain text may be the key itself, so only a path is shown.
  const where = isPem ? 'the text' : path.startsWith('/') ? `the file ${path}` : 'it';
  throw new Failure('config', `${setting}: ${where} holds no PEM of a ${what.toLowerCase()}`);
}

async function read(setting: string, path: string): Promise<string> {
  const shown = path.startsWith('/') || path.startsWith('.') ? `the file ${path}` : 'it is no PEM, and as a file it';
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const reason = asFailure(cause, '').message.replace(/^: /, '').split(', open')[0] ?? '';
    const code = (cause as NodeJS.ErrnoException).code ?? reason;
    throw new Failure('config', `${setting}: ${shown} cannot be read (${code})`);
  }
}
