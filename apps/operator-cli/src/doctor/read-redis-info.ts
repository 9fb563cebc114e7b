import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Failure } from '@incidentfox/failures';

/**
 * What a Redis says about itself (INFO), as its own key and value pairs. Speaks the few words that needs: the doctor must
 * also work where a client library would try for ever. Throws a `Failure` whose message has no password in it.
 */
export async function readRedisInfo(url: string, timeoutMs: number): Promise<Map<string, string>> {
  const address = new URL(url);
  const socket = open(address);
  try {
    const read = replies(socket, timeoutMs);
    const password = decodeURIComponent(address.password);
    if (password !== '') {
      const user = decodeURIComponent(address.username) || 'default';
      socket.write(command('AUTH', user, password));
      const answer = await read();
      if (answer.startsWith('-')) throw new Failure('auth', 'Redis refuses the user or the password');
    }
    socket.write(command('INFO'));
    const answer = await read();
    if (answer.startsWith('-NOAUTH')) throw new Failure('auth', 'Redis asks for a password');
    if (answer.startsWith('-')) throw new Failure('forbidden', 'Redis does not allow INFO');
    return new Map(answer.split('\r\n').flatMap((line) => (/^\w+:/.test(line) ? [pair(line)] : [])));
  } finally {
    socket.destroy();
  }
}

const pair = (line: string): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)];

function open({ protocol, hostname, port }: URL): Socket {
  const host = hostname.replace(/^\[|\]$/g, '');
  const to = { host, port: Number(port || 6379) };
  return protocol === 'rediss:' ? connectTls({ ...to, servername: host }) : connectPlain(to);
}

const command = (...words: string[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

/** Gives one reply after the other: simple ones and errors with their sign, bulk ones without their length. */
function replies(socket: Socket, timeoutMs: number): () => Promise<string> {
  let text = '';
  let wake: (() => void) | undefined;
  let problem: Failure | undefined;
  const fail = (failure: Failure): void => {
    problem ??= failure;
    wake?.();
  };
  const timer = setTimeout(() => fail(new Failure('timeout', 'Redis does not answer')), timeoutMs);
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    wake?.();
  });
  socket.on('error', (error) =>
    fail(new Failure('network', `Redis cannot be reached: ${Reflect.get(error, 'code') ?? error.message}`)),
  );
  socket.on('close', () => {
    clearTimeout(timer);
    fail(new Failure('network', 'Redis closed the connection'));
  });
  return async () => {
    for (;;) {
      const reply = takeReply(text);
      if (reply) {
        text = text.slice(reply.length);
        return reply.value;
      }
      if (problem) throw problem;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}

function takeReply(text: string): { value: string; length: number } | undefined {
  const end = text.indexOf('\r\n');
  if (end < 0) return undefined;
  if (!text.startsWith('$')) return { value: text.slice(0, end), length: end + 2 };
  const size = Number(text.slice(1, end));
  if (text.length < end + 2 + size + 2) return undefined;
  return { value: text.slice(end + 2, end + 2 + size), length: end + 2 + size + 2 };
}
