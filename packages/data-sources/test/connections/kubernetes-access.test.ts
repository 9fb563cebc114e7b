import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { Secret } from '@incidentfox/secrets';
import { type IssuedCertificate, listenTls, type PrivateAuthority, privateAuthority } from '@incidentfox/test-kit';
import { connectKubernetes } from '../../src/kubernetes/client.ts';
import { findConnection } from '../../src/kubernetes/connection/find-connection.ts';
import { kubernetesSettings } from '../../src/kubernetes/settings.ts';

let authority: PrivateAuthority;
let theirs: IssuedCertificate;
let cluster: Awaited<ReturnType<typeof listenTls>>;
let folder: string;
/** Who the cluster lets in: by token, or by a certificate of its own authority. */
let tokens: string[] = [];
let seen: { authorization: string | undefined; isKnown: boolean }[] = [];
let now = 0;

beforeAll(async () => {
  authority = await privateAuthority('kubernetes');
  theirs = await authority.issue(['IP:127.0.0.1']);
  const asked = { cert: theirs.cert, key: theirs.key, ca: authority.ca, requestCert: true, rejectUnauthorized: false };
  cluster = await listenTls(asked, (request, response) => {
    const one = whoAsks(request);
    seen.push(one);
    const isAdmitted = one.isKnown || tokens.some((token) => one.authorization === `Bearer ${token}`);
    const body = isAdmitted ? { gitVersion: 'v1.34.1' } : { kind: 'Status', message: 'Unauthorized' };
    response.writeHead(isAdmitted ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
}, 60_000);
afterAll(async () => {
  await cluster.close();
  await authority.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cluster-'));
  [tokens, seen, now] = [[], [], 1_000_000];
});
afterEach(() => rmSync(folder, { recursive: true }));

function whoAsks(request: IncomingMessage) {
  const socket = request.socket as TLSSocket;
  // A resumed session counts as authorized even where no certificate was ever shown.
  const isKnown = socket.authorized && Object.keys(socket.getPeerCertificate()).length > 0;
  return { authorization: request.headers.authorization, isKnown };
}
const url = () => `https://127.0.0.1:${cluster.port}`;
const connect = (settings: object, token?: Secret) =>
  connectKubernetes(
    { ...kubernetesSettings.parse({ url: url(), ...settings }), ...(token === undefined ? {} : { token }) },
    'kubernetes',
    { now: () => now },
  );
const ask = (client: ReturnType<typeof connect>) => client.version({ signal: AbortSignal.timeout(20_000) });
const wordsOf = (client: ReturnType<typeof connect>) =>
  ask(client).then(
    ({ gitVersion }) => gitVersion,
    ({ message }) => String(message),
  );
function mount(token: string): Secret {
  writeFileSync(join(folder, 'token'), token);
  writeFileSync(join(folder, 'ca.crt'), authority.ca);
  return new Secret(`file:${join(folder, 'token')}`, token);
}

describe('a mounted service account', () => {
  test('believes the authority beside its token, without any setting', async () => {
    tokens = ['first'];
    expect(await wordsOf(connect({}, mount('first')))).toBe('v1.34.1');
  });

  test('uses the token that the cluster put in its place, within a minute or after a 401', async () => {
    tokens = ['first'];
    const client = connect({}, mount('first'));
    await ask(client);
    mount('second');
    tokens = ['second'];
    expect(await wordsOf(client)).toBe('v1.34.1');
    mount('third');
    now += 60_000;
    tokens = ['third'];
    expect(await wordsOf(client)).toBe('v1.34.1');
    expect(seen.map(({ authorization }) => authorization)).toEqual([
      'Bearer first',
      'Bearer first',
      'Bearer second',
      'Bearer third',
    ]);
  });

  test('is found in a pod that asks its own cluster, and sent to no other', async () => {
    mount('first');
    const own = await findConnection(kubernetesSettings.parse({}), () => now, folder);
    expect(await own.headers()).toEqual({ authorization: 'Bearer first' });
    expect(await own.tls?.()).toEqual({ ca: authority.ca });
    const other = await findConnection(kubernetesSettings.parse({ url: url() }), () => now, folder);
    expect(await other.headers()).toEqual({});
    expect(await other.tls?.()).toEqual({});
  });

  test('gives way to a configured authority', async () => {
    const other = await privateAuthority('another');
    tokens = ['first'];
    expect(await wordsOf(connect({ ca: other.ca }, mount('first')))).toContain('set `ca` to the PEM of that authority');
    await other.close();
  }, 30_000);

  test('is not needed where `ca_file` names the authority, as before', async () => {
    tokens = ['plain'];
    expect(await wordsOf(connect({ ca_file: authority.caFile }, new Secret('env:TOKEN', 'plain')))).toBe('v1.34.1');
    const words = await wordsOf(connect({ ca_file: '/nowhere/ca.crt' }, new Secret('env:TOKEN', 'plain')));
    expect(words).toBe('ca: the file /nowhere/ca.crt cannot be read (ENOENT)');
  });
});

function kubeconfig(user: object, cluster: object = {}): string {
  const path = join(folder, 'config');
  const content = {
    'current-context': 'shop',
    contexts: [
      { name: 'shop', context: { cluster: 'eks', user: 'fox' } },
      { name: 'other', context: { cluster: 'gone', user: 'fox' } },
    ],
    clusters: [
      {
        name: 'eks',
        cluster: {
          server: url(),
          'certificate-authority-data': Buffer.from(authority.ca).toString('base64'),
          ...cluster,
        },
      },
    ],
    users: [{ name: 'fox', user }],
  };
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('a kubeconfig', () => {
  test.each(['data', 'files'])('with a client certificate as %s', async (form) => {
    const { cert, key } = await authority.issue(['DNS:fox']);
    mkdirSync(join(folder, 'pki'));
    writeFileSync(join(folder, 'pki/fox.crt'), cert);
    writeFileSync(join(folder, 'pki/fox.key'), key);
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const user =
      form === 'data'
        ? { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) }
        : { 'client-certificate': 'pki/fox.crt', 'client-key': 'pki/fox.key' };
    expect(await wordsOf(connect({ kubeconfig: kubeconfig(user) }))).toBe('v1.34.1');
    expect(seen).toEqual([{ authorization: undefined, isKnown: true }]);
  });

  test('with a token file, read again when it is replaced', async () => {
    tokens = ['first'];
    writeFileSync(join(folder, 'fox-token'), 'first\n');
    const client = connect({ kubeconfig: kubeconfig({ tokenFile: 'fox-token' }) });
    expect(await wordsOf(client)).toBe('v1.34.1');
    writeFileSync(join(folder, 'fox-token'), 'second\n');
    tokens = ['second'];
    expect(await wordsOf(client)).toBe('v1.34.1');
  });

  test.each([
    [{ context: 'nosuch' }, {}, 'has no context "nosuch"; it has shop, other. Set tools.kubernetes.context'],
    [{ context: 'other' }, {}, 'has no cluster "gone", which the context other names'],
    [{}, { 'insecure-skip-tls-verify': true }, 'not to be looked at; give certificate-authority instead'],
    [{}, { 'proxy-url': 'http://proxy:3128' }, 'set HTTPS_PROXY and NO_PROXY instead'],
  ])('that cannot be used so says what to write: %j %j', async (settings, cluster, words) => {
    expect(await wordsOf(connect({ kubeconfig: kubeconfig({ token: 'x' }, cluster), ...settings }))).toContain(words);
  });

  test('that is not there, or is none, is named', async () => {
    expect(await wordsOf(connect({ kubeconfig: '/nowhere/config' }))).toBe(
      'the kubeconfig /nowhere/config cannot be read (ENOENT)',
    );
    writeFileSync(join(folder, 'config'), 'hunter2: [');
    expect(await wordsOf(connect({ kubeconfig: join(folder, 'config') }))).toBe(
      `the kubeconfig ${join(folder, 'config')} is neither YAML nor JSON`,
    );
  });
});

describe('a program that a kubeconfig names', () => {
  /** Prints a credential, and counts how often it was asked in `calls`. */
  function program(body: string): string {
    const path = join(folder, 'get-token');
    writeFileSync(path, `#!/bin/sh\necho "$KUBERNETES_EXEC_INFO $REGION $*" >> "${join(folder, 'calls')}"\n${body}\n`);
    chmodSync(path, 0o755);
    return './get-token';
  }
  const printing = (status: object) =>
    `cat <<'END'\n${JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status })}\nEND`;
  const exec = (command: string) => ({
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command,
      args: ['eks', 'get-token'],
      env: [{ name: 'REGION', value: 'eu-west-1' }],
      installHint: 'Install the AWS command line.',
    },
  });

  test('is asked for a token once, and again when it runs out', async () => {
    const lend = (token: string, end: number) =>
      program(printing({ token, expirationTimestamp: new Date(end).toISOString() }));
    const client = connect({ kubeconfig: kubeconfig(exec(lend('first', now + 900_000))) });
    tokens = ['first'];
    await ask(client);
    await ask(client);
    lend('second', now + 1_800_000);
    now += 850_000;
    tokens = ['second'];
    expect(await wordsOf(client)).toBe('v1.34.1');
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer first', 'Bearer first', 'Bearer second']);
  });

  test('is asked again after a 401, and told its version, arguments and environment', async () => {
    const client = connect({ kubeconfig: kubeconfig(exec(program(printing({ token: 'first' })))) });
    tokens = ['first'];
    await ask(client);
    program(printing({ token: 'second' }));
    tokens = ['second'];
    expect(await wordsOf(client)).toBe('v1.34.1');
    const info =
      '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false}}';
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe(`${info} eu-west-1 eks get-token\n`.repeat(2));
  });

  test('may lend a certificate', async () => {
    const { cert, key } = await authority.issue(['DNS:fox']);
    const status = { clientCertificateData: cert, clientKeyData: key };
    expect(await wordsOf(connect({ kubeconfig: kubeconfig(exec(program(printing(status)))) }))).toBe('v1.34.1');
    expect(seen).toEqual([{ authorization: undefined, isKnown: true }]);
  });

  test.each([
    ['exit 3', 'ended with 3'],
    ['echo "Unable to locate credentials" >&2; exit 255', 'ended with 255: Unable to locate credentials'],
    ['echo not-a-credential', 'printed no ExecCredential'],
  ])('that fails (%s) is named with what it said', async (body, words) => {
    expect(await wordsOf(connect({ kubeconfig: kubeconfig(exec(program(body))) }))).toBe(
      `the program ./get-token, which the kubeconfig names for fox, ${words}`,
    );
  });

  test('that is not installed is named with how to install it', async () => {
    expect(await wordsOf(connect({ kubeconfig: kubeconfig(exec('no-such-program')) }))).toBe(
      'the program no-such-program, which the kubeconfig names for fox, is not installed here: Install the AWS command line.',
    );
  });
});
