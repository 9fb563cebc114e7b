import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate with its key, as PEM text and as files. */
export interface IssuedCertificate {
  cert: string;
  key: string;
  certFile: string;
  keyFile: string;
}

export interface PrivateAuthority {
  /** PEM of its own certificate, and the file it is in. */
  ca: string;
  caFile: string;
  /** Signs for `names` (`DNS:prometheus.internal`, `IP:127.0.0.1`). Negative `days`: expired since. */
  issue(names: readonly string[], options?: { days?: number }): Promise<IssuedCertificate>;
  /** Removes its files. */
  close(): Promise<void>;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A certificate authority that nobody knows, made by `openssl`, for servers and clients of one test file. */
export async function privateAuthority(name = 'Private test authority'): Promise<PrivateAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'authority-'));
  const file = (part: string) => join(folder, part);
  const openssl = (...given: string[]) => run('openssl', given, { timeout: 20_000 });
  await openssl(
    ...['req', '-x509', ...newKey, '-subj', `/CN=${name}`, '-days', '30'],
    ...['-keyout', file('ca.key'), '-out', file('ca.crt')],
  );
  let issued = 0;
  return {
    ca: await readFile(file('ca.crt'), 'utf8'),
    caFile: file('ca.crt'),
    async issue(names, { days = 30 } = {}) {
      const id = `issued-${issued++}`;
      const [certFile, keyFile, request, extensions] = ['crt', 'key', 'csr', 'ext'].map((end) => file(`${id}.${end}`));
      if (!certFile || !keyFile || !request || !extensions) throw new Error('no file names');
      await writeFile(extensions, `subjectAltName=${names.join(',')}\n`);
      await openssl('req', ...newKey, '-subj', `/CN=${id}`, '-keyout', keyFile, '-out', request);
      await openssl(
        ...['x509', '-req', '-in', request, '-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-CAcreateserial'],
        ...['-days', String(days), '-extfile', extensions, '-out', certFile],
      );
      return { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8'), certFile, keyFile };
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
