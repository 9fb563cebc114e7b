import type { Alteration } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

const policy =
  /^kind:\s*["']?(NetworkPolicy|CiliumNetworkPolicy|AuthorizationPolicy|PeerAuthentication|ResourceQuota|LimitRange|Sidecar)\b/;
const rule =
  /\b(?:cidr_blocks|source_ranges|security_groups|ingress|egress|ipBlock|cidr|allow_list|whitelist|denylist|allowed_ips|nodeSelector|tolerations|podSelector|namespaceSelector)\b/;

/** Who may reach whom: network policies, quotas and firewall rules, new ones as well. */
export const policies: Detector = {
  wakesOn:
    'kind cidr ingress egress security source ranges block list whitelist denylist allowed ips selector pod namespace'.split(
      ' ',
    ),
  readsNewFiles: true,
  detect: (file, { removed, added }) => {
    if (!['yaml', 'terraform', 'json'].includes(file.language)) return [];
    return [
      ...added.flatMap((line) => created(file, line)),
      ...(file.isNew ? [] : [...removed, ...added].flatMap((line) => changed(file, line)).slice(0, 1)),
    ];
  },
};

function created(file: ParsedFile, line: DiffLine): Alteration[] {
  const kind = policy.exec(line.code)?.[1];
  if (kind === undefined || (line.partner !== null && policy.test(line.partner.code))) return [];
  return alter(file, { kind: 'network_policy', what: kind, line, to: 'added', weight: 0.9 });
}

const changed = (file: ParsedFile, line: DiffLine): Alteration[] =>
  rule.test(line.bare) || /^-?\s*["'][\d.]+\/\d+["']/.test(line.code)
    ? alter(file, {
        kind: 'network_policy',
        what: 'network rule',
        line,
        from: line.sign === '-' ? 'present' : (line.partner?.text ?? null),
        to: line.sign === '-' ? (line.partner?.text ?? 'removed') : line.text,
        weight: 0.8,
      })
    : [];
