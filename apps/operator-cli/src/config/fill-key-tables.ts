import type { JsonObject } from '@incidentfox/config';

interface KeyRow {
  key: string;
  type: string;
  byDefault: string;
  description: string;
}

/** The parts of the file that have a table of their own, by the marker in the documentation. */
const parts: Readonly<Record<string, readonly string[]>> = {
  incident_io: ['integrations', 'incident_io'],
  slack: ['integrations', 'slack'],
  services: ['services'],
  teams: ['teams'],
};

/** Fills the tables between `<!-- keys:NAME -->` and `<!-- end -->` from the published schema. */
export function fillKeyTables(markdown: string, schema: JsonObject): string {
  return markdown.replace(
    /(<!-- keys:(\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => `${start}\n${tableNamed(name, schema)}\n${end}`,
  );
}

function tableNamed(name: string, schema: JsonObject): string {
  if (name === 'tools') return toolTables(schema);
  const path = parts[name];
  if (!path) throw new Error(`the documentation asks for an unknown table: ${name}`);
  return table(rowsOf(nodeAt(schema, path)).filter(({ key }) => !isRepeated(name, key, schema)));
}

/** A vendor's name for a service is described once for all kinds; a team's sections are those of the file. */
function isRepeated(name: string, key: string, schema: JsonObject): boolean {
  const top = key.split(/[.[]/)[0] ?? '';
  if (name === 'teams') return ['integrations', 'tools', 'services'].includes(top);
  return name === 'services' && Object.hasOwn(propertiesOf(nodeAt(schema, ['tools'])), top);
}

function toolTables(schema: JsonObject): string {
  return Object.entries(propertiesOf(nodeAt(schema, ['tools'])))
    .map(([kind, node]) => `### \`tools.${kind}\`\n\n${table(rowsOf(node as JsonObject))}`)
    .join('\n');
}

function table(rows: readonly KeyRow[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const lines = rows.map(
    (row) => `| \`${row.key}\` | ${cell(row.type)} | ${cell(row.byDefault)} | ${cell(row.description)} |`,
  );
  return ['| key | type | default | meaning |', '|---|---|---|---|', ...lines, ''].join('\n');
}

/** Every key below a node, nested ones as `auth.token` and `only_if[].name`. */
export function rowsOf(node: JsonObject, prefix = ''): KeyRow[] {
  const rows = new Map<string, KeyRow>();
  for (const branch of branchesOf(node)) {
    for (const [key, value] of Object.entries(propertiesOf(branch))) {
      const property = value as JsonObject;
      const path = prefix + key;
      const row = {
        key: path,
        type: typeOf(property),
        byDefault: defaultOf(property),
        description: describe(property),
      };
      const known = rows.get(path);
      rows.set(
        path,
        known && known.type !== row.type ? { ...known, type: `${known.type}, ${row.type}` } : (known ?? row),
      );
      const list = branchesOf(property).find((one) => one.type === 'array');
      const inner = list ? rowsOf(list.items as JsonObject, `${path}[].`) : rowsOf(property, `${path}.`);
      for (const below of inner) if (!rows.has(below.key)) rows.set(below.key, below);
    }
  }
  return [...rows.values()];
}

/** The alternatives of a node; a list of instances is described by one instance. */
function branchesOf(node: JsonObject): JsonObject[] {
  const alternatives = (node.anyOf ?? node.oneOf) as JsonObject[] | undefined;
  const branches = alternatives ? alternatives.flatMap(branchesOf) : [node];
  const objects = branches.filter((branch) => branch.type === 'object');
  return objects.length > 0 ? objects : branches;
}

function nodeAt(schema: JsonObject, path: readonly string[]): JsonObject {
  const node = path.reduce<JsonObject>((at, key) => propertiesOf(at)[key] as JsonObject, schema);
  return node.type === 'array' ? (node.items as JsonObject) : node;
}

const propertiesOf = (node: JsonObject): JsonObject => (node.properties ?? {}) as JsonObject;

function typeOf(node: JsonObject): string {
  const alternatives = (node.anyOf ?? node.oneOf) as JsonObject[] | undefined;
  if (alternatives) return [...new Set(alternatives.map(typeOf))].join(' or ');
  if (Array.isArray(node.enum)) return node.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (node.const !== undefined) return `\`${JSON.stringify(node.const).replaceAll('"', '')}\``;
  if (node.type === 'array') return `list of ${typeOf(node.items as JsonObject)}`;
  if (node.format === 'uri') return 'address';
  if (node.title === 'Secret reference') return 'secret';
  const type = typeof node.type === 'string' ? node.type : 'anything';
  return { string: 'text', integer: 'whole number', boolean: 'true or false' }[type] ?? type;
}

const defaultOf = (node: JsonObject): string =>
  node.default === undefined ? '' : `\`${JSON.stringify(node.default)}\``;

function describe(node: JsonObject): string {
  if (typeof node.description !== 'string') return '';
  const limits = [
    typeof node.minimum === 'number' && node.minimum > Number.MIN_SAFE_INTEGER ? `from ${node.minimum}` : '',
    typeof node.maximum === 'number' && node.maximum < Number.MAX_SAFE_INTEGER ? `up to ${node.maximum}` : '',
  ].filter((limit) => limit !== '');
  return limits.length > 0 ? `${node.description} (${limits.join(' ')})` : node.description;
}
