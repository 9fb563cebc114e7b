import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capabilities } from '@incidentfox/incident';
import { everySource } from './minimal-settings.ts';

const page = readFileSync(join(__dirname, '../../../docs/data-sources.md'), 'utf8');
const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Kind to what the page says it can be asked, and what it was proven against. */
function documented(markdown: string) {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => line.startsWith('| kind |'));
  const [, ...head] = cellsOf(lines[start] ?? '');
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return new Map(
    lines.slice(start + 2, start + length).map((line) => {
      const [kind = '', ...cells] = cellsOf(line);
      const asked = head.filter((name, i) => name !== 'proven against' && cells[i] === 'yes');
      return [kind.replaceAll('`', ''), { asked, provenAgainst: cells[head.indexOf('proven against')] ?? '' }] as const;
    }),
  );
}

describe('docs/data-sources.md', () => {
  const rows = documented(page);

  test('has a row for every source, and no other', () => {
    expect([...rows.keys()].sort()).toEqual(
      everySource()
        .map(({ kind }) => kind)
        .sort(),
    );
  });

  test.each(everySource().map((source) => [source.kind, source] as const))(
    '%s can be asked what its row says',
    (kind, source) => {
      const inOrder = capabilities.filter((capability) => source.capabilities.has(capability));
      expect({ kind, asked: rows.get(kind)?.asked }).toEqual({ kind, asked: inOrder });
      expect(rows.get(kind)?.provenAgainst).not.toBe('');
    },
  );

  test('a row that is missing or says too much is seen', () => {
    const changed = documented(
      page.replace(/^\| `sentry` .*\n/m, '').replace(/^\| `loki` \|\s*\|/m, '| `loki` | yes |'),
    );
    expect(changed.has('sentry')).toBe(false);
    expect(changed.get('loki')?.asked).toEqual(['metrics', 'logs']);
  });
});
