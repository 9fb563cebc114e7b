import {
  isCallExpression,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isPropertySignatureDeclaration,
} from 'typescript/unstable/ast/is';
import { nodesOf, placeOf } from './open-program.mjs';

/** Calls whose first argument's keys are fields: `z.object({ ... })` and its relatives. */
const shapes = new Set(['object', 'strictObject', 'looseObject', 'extend']);

/** The fields a file declares: keys of zod objects, and unless `recordsOnly` properties of types. Methods are no fields. */
export function declaredFields(file, recordsOnly) {
  return [...nodesOf(file.source)]
    .filter((node) => isRecordField(node) || (!recordsOnly && isPropertySignatureDeclaration(node)))
    .map((node) => ({
      name: node.name.text,
      file: file.path,
      line: lineOf(file.source, node.name),
      place: placeOf(file.source.path, node),
    }));
}

function isRecordField(node) {
  if (!isPropertyAssignment(node)) return false;
  const literal = node.parent;
  const call = literal.parent;
  if (!isObjectLiteralExpression(literal) || !isCallExpression(call) || call.arguments[0] !== literal) return false;
  return isPropertyAccessExpression(call.expression) && shapes.has(call.expression.name.text);
}

function lineOf(source, node) {
  return source.text.slice(0, node.end).split('\n').length;
}
