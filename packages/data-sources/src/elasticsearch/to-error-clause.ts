import { anyOf, type Clause, type LogFields } from './queries.ts';

const words = 'error exception fatal panic critical';
/** pino and bunyan within a message that holds a whole line. */
const statedInMessage = ['level 50', 'level 60'];
/** As the analyzer sees an empty field, a count of nothing and a line that says itself that it is none. */
const saysItIsFine = [
  'error null',
  'errors null',
  'error false',
  'errors 0',
  '0 errors',
  'no errors',
  'no error',
  'level 30',
  'level 20',
  'level info',
  'level debug',
  'severity info',
];

/** Lines that are errors: by level where they have one, else by the words of the message. */
export function toErrorClause({ level, message }: LogFields, levels: readonly string[]): Clause {
  const byWords = errorWords(message);
  if (level.length === 0) return byWords;
  const spellings = levels.flatMap((one) => [
    one.toLowerCase(),
    one.toUpperCase(),
    one.charAt(0).toUpperCase() + one.slice(1).toLowerCase(),
  ]);
  const terms = [...new Set([...spellings, '50', '60'])];
  const clauses = level.flatMap(({ name, isNumber }): Clause[] =>
    isNumber ? errorNumbers(name) : [{ terms: { [name]: terms } }],
  );
  const silent = { bool: { must_not: level.map(({ name }) => ({ exists: { field: name } })), filter: [byWords] } };
  return anyOf([...clauses, silent]);
}

/** pino and bunyan, Monolog and syslog share a name and no number. */
function errorNumbers(field: string): Clause[] {
  if (/severity_?number/i.test(field)) return [{ range: { [field]: { gte: 17 } } }];
  if (/levelno/i.test(field)) return [{ range: { [field]: { gte: 40 } } }];
  return [
    { range: { [field]: { gte: 0, lte: 3 } } },
    { range: { [field]: { gte: 50, lt: 100 } } },
    { range: { [field]: { gte: 400 } } },
  ];
}

function errorWords(message: LogFields['message']): Clause {
  const texts = message.filter(({ isText }) => isText);
  const fields = (texts.length > 0 ? texts : message).map(({ name }) => name);
  const phrases = (all: readonly string[]) =>
    fields.flatMap((field) => all.map((phrase): Clause => ({ match_phrase: { [field]: phrase } })));
  return {
    bool: {
      should: [...fields.map((field): Clause => ({ match: { [field]: words } })), ...phrases(statedInMessage)],
      minimum_should_match: 1,
      must_not: phrases(saysItIsFine),
    },
  };
}
