import type { Alteration } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import { type DiffLine, enclosing, type ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector, textOf } from '../detector.ts';
import { remoteCallIn } from './remote-call.ts';

const setUp = /\b(?:init|constructor|main|setup|configure|start|boot|new[A-Z]\w*|__init__|create_app|register)\b/i;
const retried = /\b(?:with_?)?retr(?:y|ies|ying|yable)\w*\s*[.(]/i;
const future =
  /\.(?:join|get|block|Wait)\(\)|\.Result\b|\brunBlocking\b|GetAwaiter\(\)\.GetResult|\basyncio\.run\(|\brun_until_complete\(/;
const flowing =
  /\.then\w*\(|\basync\b|\bawait\b|\bMono\b|\bFlux\b|Future\b|\bsuspend\b|\.map\(|\.flatMap\(|\bPromise\b/;

/** Work that is done in addition, no longer waited for, waited for by a thread, or no longer tried again. */
export const addedCalls: Detector = {
  wakesOn:
    'http https requests httpx client stub gateway fetch axios post get put send call invoke session rpc grpc await retry retries with then async mono flux future promise suspend join block wait result blocking asyncio row rest web service publish'.split(
      ' ',
    ),
  detect: (file, { removed, added }) =>
    isConfiguration(file.language) || file.language === 'sql'
      ? []
      : [
          ...added.flatMap((line) =>
            [...unawaited(file, line), ...waiting(file, line), ...called(file, line)].slice(0, 1),
          ),
          ...removed.flatMap((line) => triedOnce(file, line)).slice(0, 1),
        ],
};

const plain = (code: string): string => code.replace(/\s+/g, '');

function unawaited(file: ParsedFile, line: DiffLine): Alteration[] {
  const { partner } = line;
  if (partner === null || !/\bawait\b/.test(partner.bare) || /\bawait\b/.test(line.bare)) return [];
  if (plain(partner.bare.replace(/\bawait\s+/g, '')) !== plain(line.bare)) return [];
  return alter(file, { kind: 'concurrency', what: 'waiting for a call', line, from: 'awaited', to: 'removed' });
}

const waiting = (file: ParsedFile, line: DiffLine): Alteration[] =>
  line.partner !== null && future.test(line.bare) && !future.test(line.partner.bare) && flowing.test(line.partner.bare)
    ? alter(file, { kind: 'blocking_call', what: 'waiting for a result', line, to: 'added' })
    : [];

/** One more call to somebody else in a request. */
function called(file: ParsedFile, line: DiffLine): Alteration[] {
  if (line.partner !== null || line.indent === 0 || remoteCallIn(line.bare, line.literals) !== 'call') return [];
  const callee = /([\w$.]+)\s*\(/.exec(line.bare.replace(/^(?:return|await|\w+\s*:?=)\s*/, ''))?.[1] ?? '';
  if (callee === '' || textOf(line, ['-', ' ']).includes(`${callee}(`)) return [];
  const around = [line.hunk.heading, ...enclosing(line, 4).map(({ bare }) => bare)];
  if (
    around.some((text) => setUp.test(text) || /\b(?:for|while|until|loop|forever)\b/.test(text)) ||
    enclosing(line, 1).length === 0 ||
    isInNewFunction(line)
  )
    return [];
  return alter(file, { kind: 'call_added', what: 'call', line, to: callee });
}

/** What stands in a function that is new as well is called by nobody known. */
const isInNewFunction = (line: DiffLine): boolean =>
  enclosing(line, 5).some(
    ({ sign, bare }) => sign === '+' && /\b(?:def|func|function|fun|public|private|class)\b|=>\s*\{?$/.test(bare),
  );

function triedOnce(file: ParsedFile, line: DiffLine): Alteration[] {
  if (!retried.test(line.bare) || retried.test(textOf(line, ['+', ' ']))) return [];
  const now = textOf(line, ['+']);
  const tried = [...line.bare.matchAll(/([A-Za-z_]\w{2,})\(/g)].map((match) => match[1] ?? '');
  if (!tried.some((name) => !/retr/i.test(name) && now.includes(`${name}(`))) return [];
  return alter(file, { kind: 'retry', what: 'retry', line, from: 'tried again', to: 'removed', direction: 'down' });
}
