import type { Alteration, AlterationKind } from '../../alteration.ts';
import { type DiffLine, enclosing, type ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

interface Resource {
  kind: AlterationKind;
  what: string;
  amount: number;
  text: string;
  line: DiffLine;
}

const bytes: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  ki: 1024,
  mi: 1024 ** 2,
  gi: 1024 ** 3,
  ti: 1024 ** 4,
};
const scale = (unit: string | undefined): number => bytes[(unit ?? '').toLowerCase().replace(/b$/, '')] ?? 1;

const cpu =
  /\b(?:cpu|cpus|vcpus?|cpu_?limit|cpuLimit|limits_cpu|requests_cpu)\b["']?\s*[:=]\s*["']?(\d+(?:\.\d+)?)(m?)\b/;
const memory =
  /\b(?:memory|mem_limit|memory_?limit|memory_?size|memorySize|memoryLimit|memory_reservation|container_memory)\b["']?\s*[:=]\s*["']?(\d+(?:\.\d+)?)\s*([KMGTkmgt]i?B?)?\b/;
const storage =
  /\b(?:storage|ephemeral-storage|allocated_storage|volume_size|disk_size(?:_gb)?)\b["']?\s*[:=]\s*["']?(\d+(?:\.\d+)?)\s*([KMGT]i?B?)?\b/;
const replicas =
  /\b(replicas|replicaCount|minReplicas|maxReplicas|min_replicas|max_replicas|desired_count|desiredCount|desired_capacity|min_capacity|max_capacity|min_size|max_size|node_count|instance_count|minInstances|maxInstances|numReplicas|num_replicas|min_instances|max_instances|shard_count|read_capacity|write_capacity|(?:min|max|desired)_tasks)["']?\s*[:=]\s*["']?(\d+)\b/;
const heap =
  /(-Xmx|-XX:MaxRAMPercentage=|-XX:MaxHeapSize=|--max-old-space-size[= ]|--max_old_space_size[= ]|GOMEMLIMIT["']?\s*[:=]\s*["']?)(\d+(?:\.\d+)?)\s*([KMGTkmgt]i?B?)?/;
const instance =
  /\b(?:instance_type|instanceType|instance_class|node_type|machine_type|vm_size|sku)\b["']?\s*[:=]\s*["']([\w.-]+)["']/;
const sizes = ['nano', 'micro', 'small', 'medium', 'large', 'xlarge'];

/** Whether the line names what a container, a node or a fleet gets. */
export const isResourceLine = (code: string): boolean =>
  cpu.test(code) || memory.test(code) || replicas.test(code) || heap.test(code);

/** CPU, memory, heap, disk, replicas and machine sizes that changed. */
export const resources: Detector = {
  wakesOn:
    'cpu cpus vcpu memory mem storage volume disk replicas replica count capacity instances tasks heap xmx size sku type class old gomemlimit xx ram limits min max desired shard'.split(
      ' ',
    ),
  detect: (file, { removed, added }) => {
    const was = removed.flatMap((line) => resourcesOf(line, file));
    const is = added.flatMap((line) => resourcesOf(line, file));
    return is.flatMap((now) => {
      const same = was.filter(({ kind, what }) => kind === now.kind && what === now.what);
      const old = same.find(({ line }) => line === now.line.partner) ?? (same.length === 1 ? same[0] : undefined);
      return old === undefined ? lone(file, now) : compare(file, old, now);
    });
  },
};

function compare(file: ParsedFile, old: Resource, now: Resource): Alteration[] {
  if (old.amount === now.amount) return [];
  const ratio = Math.max(old.amount, now.amount) / Math.max(1e-9, Math.min(old.amount, now.amount));
  const isRequest = /\brequest\b/.test(now.what);
  const isUpperBound = /^max/.test(now.what) && now.kind === 'replicas';
  return alter(file, {
    kind: now.kind,
    what: now.what,
    line: now.line,
    from: old.text,
    to: now.text,
    direction: now.amount > old.amount ? 'up' : 'down',
    weight: Math.min(1, 0.35 + 0.65 * Math.log2(ratio)) * (isRequest ? 0.5 : 1) * (isUpperBound ? 0.8 : 1),
  });
}

/** A limit where there was none bounds what ran without. */
function lone(file: ParsedFile, now: Resource): Alteration[] {
  if (!/\blimit\b|^max heap/.test(now.what)) return [];
  return alter(file, { kind: now.kind, what: now.what, line: now.line, to: now.text, direction: 'down', weight: 0.7 });
}

function resourcesOf(line: DiffLine, file: ParsedFile): Resource[] {
  const { code } = line;
  const found: Resource[] = [];
  const cores = cpu.exec(code);
  if (cores) {
    const unit = cores[2] === 'm' ? 'm' : '';
    const amount = Number(cores[1]) / (unit === 'm' ? 1000 : 1);
    found.push({ kind: 'cpu_limit', what: `cpu${scopeOf(line)}`, amount, text: `${cores[1]}${unit}`, line });
  }
  const ram = memory.exec(code);
  if (ram && !/redis|maxmemory/i.test(file.path)) {
    found.push({
      kind: 'memory_limit',
      what: `memory${scopeOf(line)}`,
      amount: Number(ram[1]) * scale(ram[2]),
      text: `${ram[1]}${ram[2] ?? ''}`,
      line,
    });
  }
  const disk = storage.exec(code);
  if (disk)
    found.push({
      kind: 'disk_size',
      what: 'storage',
      amount: Number(disk[1]) * scale(disk[2]),
      text: `${disk[1]}${disk[2] ?? ''}`,
      line,
    });
  const fleet = replicas.exec(code);
  if (fleet)
    found.push({
      kind: 'replicas',
      what: fleetWords(fleet[1] ?? ''),
      amount: Number(fleet[2]),
      text: String(fleet[2]),
      line,
    });
  const java = heap.exec(code);
  if (java)
    found.push({
      kind: 'heap',
      what: 'max heap',
      amount: Number(java[2]) * scale(java[3]),
      text: `${java[2]}${java[3] ?? ''}`,
      line,
    });
  const machine = instance.exec(code);
  if (machine)
    found.push({
      kind: 'cpu_limit',
      what: 'machine type',
      amount: machineSize(machine[1] ?? ''),
      text: machine[1] ?? '',
      line,
    });
  return found;
}

/** `maxReplicas` and `replicaCount` as people say them. */
const fleetWords = (name: string): string => {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words === 'replica count' ? 'replicas' : words;
};

/** ` limit` or ` request`, from the line itself or what it stands in. */
function scopeOf(line: DiffLine): string {
  const own = /(limit|request)s?/i.exec(line.code);
  const around = enclosing(line, 3)
    .map(({ code }) => code)
    .join(' ');
  const found = own ?? /\b(limit|request)s?\b/i.exec(around) ?? /\b(limit|request)s?\s*:/i.exec(keyAbove(line));
  return found ? ` ${(found[1] ?? '').toLowerCase()}` : '';
}

/** The nearest `limits:` or `requests:` above, for hunks without their indentation. */
function keyAbove(line: DiffLine): string {
  for (let at = line.at - 1; at >= Math.max(0, line.at - 4); at -= 1) {
    const text = line.hunk.lines[at]?.text ?? '';
    if (/^(?:limits|requests)\s*:/.test(text)) return text;
  }
  return '';
}

function machineSize(type: string): number {
  const factor = /(\d+)xlarge/.exec(type);
  if (factor) return 8 * Number(factor[1]);
  const named = sizes.findIndex((size) => new RegExp(`(?:^|[.-])${size}$`).test(type));
  const cores = /-(\d+)$/.exec(type);
  return named >= 0 ? 2 ** (named - 2) : Number(cores?.[1] ?? 1);
}
