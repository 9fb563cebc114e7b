import type { UsualStatement } from '../../logs/index.ts';
import { anyOf, type Clause, type LogFields } from '../queries.ts';

/** Lines that make a statement: each of its parts stands in the message, or in what went wrong. */
export function toStatementClause({ message, further }: LogFields, parts: UsualStatement): Clause {
  const errors = further.filter((name) => /^err(?:or)?\.(?:message|type)$/.test(name));
  const fields = [...message, ...errors.map((name) => ({ name, isText: !/type$/.test(name) }))];
  return { bool: { filter: parts.map((part) => anyOf(fields.map((field) => partOf(field, part)))) } };
}

/** Text is compared by its words, so that signs between them do not matter; a whole value by what it holds. */
const partOf = ({ name, isText }: LogFields['message'][number], part: string): Clause =>
  isText
    ? { match_phrase: { [name]: part } }
    : { wildcard: { [name]: { value: `*${part.replace(/[*?\\]/g, '\\$&')}*` } } };
