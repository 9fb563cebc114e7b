import type { Alteration, AlterationKind } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

/** In any language: statements and calls of migrations. The group names what is dropped. */
const rules: readonly (readonly [AlterationKind, string, RegExp])[] = [
  ['index_removed', 'index', /\bDROP\s+INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+EXISTS\s+)?["'`[]?([\w.]+)/i],
  [
    'index_removed',
    'index',
    /\b(?:remove_index|drop_index|dropIndex|DropIndex|removeIndex|RemoveIndex)\b\s*\(?\s*(?:(?:name:\s*|name=)?[:"']([\w.]+)|$)/,
  ],
  [
    'table_removed',
    'table',
    /\b(?:DROP\s+TABLE\s+(?:IF\s+EXISTS\s+)?|(?:drop_table|dropTable(?:IfExists)?|DropTable|DeleteModel)\b\s*\(?\s*(?:name:\s*|name=)?(?=[:"'`]):?)["'`[]?([\w.]+)/i,
  ],
  [
    'table_removed',
    'name of table',
    /\bALTER\s+TABLE\s+["'`[]?([\w.]+)["'`\]]?\s+RENAME\s+TO\b|\b(?:rename_table|renameTable|RenameTable)\W+(?:name:\s*)?["']?([\w.]+)/i,
  ],
  ['column_removed', 'column', /\bDROP\s+COLUMN\s+(?:IF\s+EXISTS\s+)?["'`[]?(\w+)/i],
  [
    'column_removed',
    'column',
    /\b(?:remove_columns?|drop_column|dropColumn|removeColumn|DropColumn|RemoveField)\W+(?:["']?\w+["']?,\s*:?["']?|model_name=["']\w+["'],\s*name=["'])?(\w+)/,
  ],
  [
    'column_removed',
    'name of column',
    /\bRENAME\s+COLUMN\s+["'`[]?(\w+)|\b(?:rename_column|renameColumn|RenameColumn|RenameField)\W+(?:["']?\w+["']?,\s*)?:?["']?(\w+)/i,
  ],
];
const heavy: readonly (readonly [string, RegExp])[] = [
  [
    'full-table update',
    /^\s*UPDATE\s+[\w."`]+\s+SET\b(?!.*\bWHERE\b).*;\s*$|\bupdate_all\b|\.objects\.(?:all\(\)\.)?update\(/i,
  ],
  ['full-table delete', /^\s*DELETE\s+FROM\s+[\w."`]+\s*;\s*$|\bTRUNCATE\b/i],
  [
    'column that must not be null',
    /\bADD\s+(?:COLUMN\s+)?(?!CONSTRAINT\b)["'`]?\w+["'`]?\s+\w+.*\bNOT\s+NULL\b|\bSET\s+NOT\s+NULL\b|\bchange_column_null\b.*false|\badd_column\b.*null:\s*false/i,
  ],
  [
    'type of a column',
    /\bALTER\s+COLUMN\s+\S+\s+(?:SET\s+DATA\s+)?TYPE\b|\bMODIFY\s+(?:COLUMN\s+)?[\w`"]+\s+\w+|\bchange_column\b\W|\balter_column\(.*type_|AlterColumn</i,
  ],
  [
    'constraint that checks every row',
    /\bADD\s+CONSTRAINT\b(?!.*NOT\s+VALID)|\badd_foreign_key\b(?!.*validate:\s*false)|\badd_check_constraint\b(?!.*validate:\s*false)/i,
  ],
  [
    'lock of a table',
    /\bALGORITHM\s*=\s*COPY\b|\bLOCK\s*=\s*(?:EXCLUSIVE|SHARED)\b|\bLOCK\s+TABLES?\b|ACCESS\s+EXCLUSIVE|\bVACUUM\s+FULL\b|\bCLUSTER\s+\w+\s+USING\b|\bREINDEX\b(?!.*CONCURRENTLY)/i,
  ],
  ['index built under a lock', /\bCREATE\s+(?:UNIQUE\s+)?INDEX\b(?!\s+CONCURRENTLY)/i],
];
/** An index in the description of a model. */
const modelIndex =
  /@@?(?:Index|index|unique)\b|\bdb_index\s*=\s*True|\bindex\s*=\s*True|\bindex:\s*true|\bt\.index\b|\badd_index\b|\b(?:create|ensure)Index\(|\bmodels\.Index\(|\bHasIndex\(|^\s*(?:UNIQUE\s+)?(?:INDEX|KEY)\s+[\w`"]+\s*\(|\bCREATE\s+(?:UNIQUE\s+)?INDEX\b|\bgorm:"[^"]*index|@@map/;
const downFile =
  /\.down\.(?:sql|\w+)$|(?:^|\/)(?:down|rollback|revert)(?:s|\/|\.)|_(?:down|rollback|undo)\.sql$|(?:^|\/)U\d[\w.]*__/i;
const downStart =
  /\+goose\s+Down|\+migrate\s+Down|^--\s*(?:!?down\b|@?undo|rollback)|migrate:down|\bdef\s+(?:down|downgrade)\b|\bfunc\s+\w*[dD]own\w*\(|\b(?:down|rollback)\s*[:=(]|\b(?:async\s+)?(?:public\s+async\s+)?down\(|\bvoid\s+Down\(|exports\.down\b|^\s*reverse\b/;
const upStart =
  /\+goose\s+Up|\+migrate\s+Up|migrate:up|\bdef\s+(?:up|upgrade|change)\b|\bfunc\s+\w*[uU]p\w*\(|\b(?:public\s+async\s+)?up\(|\bvoid\s+Up\(|exports\.up\b/;

/** Migrations: what they drop, rename and lock. The way back down is not taken by a deploy. */
export const schema: Detector = {
  wakesOn:
    'drop remove dropindex index indexes table column rename alter update delete truncate null modify change constraint foreign lock exclusive vacuum reindex create cluster unique models ensure gorm'.split(
      ' ',
    ),
  readsNewFiles: true,
  detect: (file, { removed, added }) => {
    if (
      downFile.test(file.path) ||
      (['yaml', 'json', 'terraform', 'properties', 'docker', 'proto', 'xml'].includes(file.language) &&
        !/changelog|liquibase|migrat/i.test(file.path))
    )
      return [];
    const up = added.filter((line) => !isOnTheWayDown(line));
    const isMigration = file.language === 'sql' || /migrat|db\/|schema|versions\//i.test(file.path);
    return [
      ...up.flatMap((line) => dropped(file, line)),
      ...(isMigration ? up.flatMap((line) => locking(file, line)) : []),
      ...(file.isDeleted ? [] : removed.flatMap((line) => indexGone(file, line))),
    ];
  },
};

function isOnTheWayDown(line: DiffLine): boolean {
  const { lines } = line.hunk;
  for (let at = line.at; at >= 0; at -= 1) {
    const text = lines[at]?.text ?? '';
    if (at !== line.at || /\bdown\b/i.test(text)) {
      if (downStart.test(text)) return true;
      if (upStart.test(text)) return false;
    }
  }
  return downStart.test(line.hunk.heading);
}

function dropped(file: ParsedFile, line: DiffLine): Alteration[] {
  for (const [kind, what, pattern] of rules) {
    const found = pattern.exec(line.code);
    if (found === null) continue;
    const name = found[1] ?? found[2] ?? '';
    const isRename = what.startsWith('name');
    // A table that is made again in the same file, an index that is built anew.
    const isBack =
      !isRename &&
      file.added.some(
        (other) =>
          other !== line && new RegExp(`\\b(?:CREATE|ADD|create|add)\\w*\\b.*\\b${name}\\b`, 'i').test(other.code),
      );
    if (isBack) continue;
    return alter(file, {
      kind,
      what: `${what} ${name}`.trim(),
      line,
      from: 'present',
      to: isRename ? 'renamed' : 'dropped',
    });
  }
  return [];
}

function locking(file: ParsedFile, line: DiffLine): Alteration[] {
  for (const [what, pattern] of heavy) {
    if (!pattern.test(line.code)) continue;
    const table = /\b(?:ON|TABLE|UPDATE|FROM|INTO)\s+(?:ONLY\s+)?["'`[]?(\w+)/i.exec(line.code)?.[1];
    // What was made a moment ago is empty and unknown to others.
    if (
      table !== undefined &&
      file.added.some(({ code }) =>
        new RegExp(`\\bCREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?["'\`[]?(?:\\w+\\.)?${table}\\b`, 'i').test(code),
      )
    )
      return [];
    if (/NOT\s+NULL/i.test(line.code) && /\bDEFAULT\b/i.test(line.code)) return [];
    const weight = what.startsWith('index') || what.startsWith('constraint') ? 0.7 : 1;
    return alter(file, { kind: 'migration', what, line, to: table ?? null, weight });
  }
  return [];
}

function indexGone(file: ParsedFile, line: DiffLine): Alteration[] {
  if (!modelIndex.test(line.code) || /^(?:import|from|using)\b/.test(line.code)) return [];
  if (line.partner !== null && modelIndex.test(line.partner.code)) return [];
  return alter(file, { kind: 'index_removed', what: 'index', line, from: 'present', to: 'removed', weight: 0.9 });
}
