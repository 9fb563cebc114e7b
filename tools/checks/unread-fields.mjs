// Every setting and every field of a stored record is read by somebody other than its owner: what nobody reads promises and
// does nothing. `node tools/checks/unread-fields.mjs [ROOT] [TSCONFIG]` names those that are not, and exits 1.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { declaredFields } from './declared-fields.mjs';
import { eachFieldRead } from './fields-read.mjs';
import { openProgram } from './open-program.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [root = join(here, '../..'), tsconfig = join(here, 'tsconfig.json')] = process.argv
  .slice(2)
  .map((arg) => resolve(arg));

const isWholeTree = process.argv.length === 2;

/** Where fields are promised, and whose reading does not count: the package that defines them, or only the file. */
const promises = [
  { declared: /^packages\/incident\/src\//, records: true, owner: () => 'packages/incident/' },
  {
    declared: /^packages\/jobs\/src\/definitions\/[^/]+\.job\.ts$/,
    records: true,
    owner: () => 'packages/jobs/src/bullmq/',
  },
  {
    declared: /^packages\/investigations\/src\/((delivery|feedback|not-started)-store|investigation-summary)\.ts$/,
    records: true,
    owner: () => 'packages/investigations/',
  },
  { declared: /^packages\/config\/src\/settings\.ts$/, owner: () => 'packages/config/' },
  {
    declared: /^packages\/config\/src\/schema\/(incident-io|slack)\.schema\.ts$/,
    owner: () => 'packages/config/src/schema/',
  },
  { declared: /^packages\/policy\/src\/policy-settings\.ts$/, owner: (file) => file },
  { declared: /^packages\/data-sources\/src\/[^/]+\/settings\.ts$/, owner: (file) => file },
];

/** Fields without a reader this check can see, each with why. One that has a reader, or is no more, is a fault as well. */
const excused = {
  'packages/incident/src/context.ts hints': 'the engine is to take versions, error texts and links from them',
  'packages/investigations/src/feedback-store.ts user': 'tells people apart in the key it is stored under',
  'packages/investigations/src/feedback-store.ts userName':
    'for the operator who looks up feedback in Redis; no page shows it yet',
  'packages/jobs/src/definitions/answer-slack-request.job.ts text':
    'a mention is handed to its answer under a type of its own',
};

const program = openProgram(root, tsconfig);
try {
  const fields = program.files.flatMap((file) => {
    const promise = promises.find(({ declared }) => declared.test(file.path));
    const ownerOf = promise?.owner(file.path);
    return promise === undefined
      ? []
      : declaredFields(file, promise.records === true).map((field) => ({ ...field, owner: ownerOf }));
  });
  const promised = new Set(fields.map(({ place }) => place));
  const readers = new Map();
  const note = (key, path) => readers.set(key, (readers.get(key) ?? new Set()).add(path));
  eachFieldRead(program, ({ place, name, declaredIn }, file) => {
    if (promised.has(place)) note(place, file.path);
    // A value is also handed on under a smaller type of the reader's own: there only the name tells that it is the same.
    else for (const owner of packagesKnownTo(declaredIn)) note(`${owner} ${name}`, file.path);
  });
  const isRead = ({ place, name, file, owner }) =>
    [place, `${packageOf(file)} ${name}`].some((key) =>
      [...(readers.get(key) ?? [])].some((path) => !path.startsWith(owner)),
    );
  const unread = fields.filter((field) => !isRead(field));
  const unexcused = unread.filter(({ file, name }) => !Object.hasOwn(excused, `${file} ${name}`));
  const needless = Object.keys(excused).filter(
    (field) => !unread.some(({ file, name }) => `${file} ${name}` === field),
  );
  for (const { name, file, line } of unexcused) console.log(`${file}:${line}: nobody reads "${name}"`);
  if (isWholeTree) for (const field of needless) console.log(`${field}: needs no excuse, take it out of this check`);
  if (fields.length === 0) console.log('no field was found: are the paths in this check right?');
  console.log(`${fields.length - unread.length} of ${fields.length} fields have a reader`);
  process.exitCode = unexcused.length > 0 || (isWholeTree && needless.length > 0) || fields.length === 0 ? 1 : 0;
} finally {
  program.close();
}

/** `packages/incident/src/x.ts` is of `incident`. */
function packageOf(path) {
  return path.split('/')[1];
}

/** The packages whose types a file may hand on under its own: those it imports, and the one it is in. */
function packagesKnownTo(file) {
  const imported = [...file.source.text.matchAll(/from '@incidentfox\/([\w-]+)/g)].map(([, name]) => name);
  return new Set([packageOf(file.path), ...imported]);
}
