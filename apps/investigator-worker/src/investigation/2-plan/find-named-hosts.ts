import { calledHostsIn } from '@incidentfox/analysis';
import type { OwnerOf } from '@incidentfox/data-sources';
import type { Edge, LogDigest } from '@incidentfox/incident';

/** A service's logs say that it cannot reach something. */
export interface NamedHost {
  readonly from: string;
  /** The service it is, or the host as it stands in the line. */
  readonly to: string;
  readonly lines: number;
}

/** Words of a line that tells of a call that failed. */
const failedCall =
  /refused|time[d -]?out|timeout|unreachable|reset by peer|no such host|lookup|name resolution|ENOTFOUND|EAI_AGAIN|ECONN|deadline|unavailable|UnknownHost|failed to resolve|certificate|bad connection|broken pipe|too many (?:clients|connections)|\b5\d\d\b/i;
const minLines = 2;
const maxHostsOfService = 8;

/** Hosts that error lines of the window name as not answering, most lines first for each service. Text is untrusted: only names are taken. */
export function findNamedHosts(logs: readonly LogDigest[], ownerOf: OwnerOf): NamedHost[] {
  return logs.flatMap((digest) => {
    const counts = new Map<string, number>();
    for (const { message } of digest.level === 'error' ? digest.lines : []) {
      if (!failedCall.test(message)) continue;
      for (const name of hostsIn(message, ownerOf)) {
        const to = ownerOf(name)?.name ?? name;
        if (to !== digest.service) counts.set(to, (counts.get(to) ?? 0) + 1);
      }
    }
    return [...counts]
      .filter(([, lines]) => lines >= minLines)
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, maxHostsOfService)
      .map(([to, lines]) => ({ from: digest.service, to, lines }));
  });
}

export const toMentionEdges = (hosts: readonly NamedHost[]): Edge[] =>
  hosts.map(({ from, to }) => ({ from, to, foundBy: 'log_mention' }));

/** A name that only its place in the sentence makes a host is one when its form says so, or when it is a service's. */
function hostsIn(line: string, ownerOf: OwnerOf): Set<string> {
  const found = [...calledHostsIn(line)].filter(({ host, isSure }) => isSure || (/[-.]/.test(host) && ownerOf(host)));
  return new Set(found.map(({ host }) => host.toLowerCase()));
}
