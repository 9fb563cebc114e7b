import type { Alteration, AlterationKind } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import { type DiffLine, enclosing, type ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

/** What is set by a word rather than a number, by its key. */
const keys: readonly (readonly [AlterationKind, string, RegExp, number])[] = [
  [
    'placement',
    'how pods are exchanged',
    /^(?:max_?unavailable|max_?surge|strategy|update_?policy|min_?available|minimum_?healthy_?percent|deployment_minimum_healthy_percent)$/i,
    1,
  ],
  [
    'placement',
    'rights of the container',
    /^(?:read_?only_?root_?filesystem|run_?as_?non_?root|run_?as_?user|run_?as_?group|fs_?group|allow_?privilege_?escalation|privileged|seccomp_?profile|host_?network|dns_?policy)$/i,
    1,
  ],
  [
    'placement',
    'end of a pod',
    /^(?:termination_?grace_?period_?seconds|pre_?stop|deregistration_delay|stop_?timeout|drain\w*)$/i,
    0.7,
  ],
  [
    'placement',
    'what the container runs',
    /^(?:command|args|entrypoint|mount_?path|sub_?path|working_?dir|image_?pull_?policy|priority_?class_?name)$/i,
    0.8,
  ],
  [
    'endpoint',
    'port',
    /^(?:target_?port|container_?port|host_?port|port|node_?port|listen_?port|server_?port|http_?port|grpc_?port|listen)$/i,
    0.9,
  ],
  [
    'topic',
    'setting of a consumer',
    /(?:^|_)(?:auto_?offset_?reset|group_?id|consumer_?group|enable_?auto_?commit|auto_?commit|ack_?mode|acks|topics?|queue(?:_?name)?|exchange|subscription|assignment_?strategy)$/i,
    1,
  ],
  [
    'limit',
    'what happens when it is full',
    /(?:^|_)(?:maxmemory_?policy|eviction_?policy|overflow\w*|reject\w*_?policy)$/i,
    1,
  ],
  [
    'format',
    'form of messages',
    /(?:^|_)(?:\w*serializer|\w*deserializer|encoding|charset|compression(?:_?type)?|codec|time_?zone|tz|locale|date_?format)$/i,
    1,
  ],
];
const secret =
  /(?:^|_)(?:password|passwd|pwd|secret|token|api_?key|access_?key|credentials?|private_?key|encrypted_?\w*|client_?secret)$/i;
const scheduling =
  /^(?:nodeSelector|node_selector|affinity|nodeAffinity|podAffinity|podAntiAffinity|tolerations|topologySpreadConstraints|availability_zones?|placement_constraints|subnets?|subnet_ids|zones?)\b/;
/** Words about things, not about how they run. */
const describing = /^(?:labels|annotations|tags|metadata|podAnnotations|podLabels|default_tags|commonLabels)\b/;
const pair = /^(?:-\s*)?(?:--)?["']?([A-Za-z][\w.-]*)["']?\s*[:=]\s*(.*?),?$/;
const byItself = /^(?:-\s*)?name\s*[:=]\s*["']?([A-Z][A-Z\d_]{3,})["']?$/;

/** Where and how pods run, ports, consumers' settings, and settings under another name. */
export const placement: Detector = {
  wakesOn: [],
  detect: (file, { added }) => (isConfiguration(file.language) ? added.flatMap((line) => configured(file, line)) : []),
};

function configured(file: ParsedFile, line: DiffLine): Alteration[] {
  const { partner } = line;
  if (partner === null) return [];
  const around = enclosing(line, 4).map(({ text }) => text.replace(/^-\s*/, ''));
  if (around.some((text) => describing.test(text))) return [];
  const [was, now] = [pair.exec(partner.text), pair.exec(line.text)];
  if (was === null || now === null) return [];
  const [from, to] = [unquoted(was[2] ?? ''), unquoted(now[2] ?? '')];
  const other = renamed(file, line, { was: byItself.exec(partner.text)?.[1], now: byItself.exec(line.text)?.[1] });
  if (other !== null) return other;
  if (was[1] === now[1] && from !== to) return revalued(file, line, { key: now[1] ?? '', from, to, around });
  return renamed(file, line, from === to && from !== '' ? { was: was[1], now: now[1] } : {}) ?? [];
}

const unquoted = (text: string): string => text.trim().replace(/^["']|["']$/g, '');

interface Revalued {
  key: string;
  from: string;
  to: string;
  around: readonly string[];
}

function revalued(file: ParsedFile, line: DiffLine, { key, from, to, around }: Revalued): Alteration[] {
  if (around.some((text) => scheduling.test(text)) || scheduling.test(key))
    return alter(file, { kind: 'placement', what: 'where it may run', line, from, to });
  if (/^(?:path|port|scheme|command)$/.test(key) && around.some((text) => /probe|health_?check/i.test(text)))
    return alter(file, { kind: 'probe', what: 'target of a probe', line, from, to });
  const plain = key.replace(/[.-]/g, '_').replace(/([a-z])([A-Z])/g, '$1_$2');
  const found = keys.find(([, , pattern]) => pattern.test(plain));
  if (secret.test(plain) && !/\$\{|secretKeyRef|valueFrom/.test(to))
    return alter(file, { kind: 'authentication', what: 'secret', line, to: 'another value' }).map((one) => ({
      ...one,
      line: `${key}: [hidden]`,
    }));
  if (found === undefined) return [];
  const [kind, what, , weight] = found;
  return alter(file, { kind, what, line, from, to, weight });
}

/** The same value under another key: whoever reads the old one finds nothing. */
function renamed(
  file: ParsedFile,
  line: DiffLine,
  { was, now }: { was?: string | undefined; now?: string | undefined },
): Alteration[] | null {
  if (was === undefined || now === undefined || was === now || /^(?:name|key|value|image|tag|version)$/i.test(was))
    return null;
  return alter(file, { kind: 'endpoint', what: 'name of a setting', line, from: was, to: now, weight: 0.9 });
}
