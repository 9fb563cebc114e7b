import { SyntaxKind } from 'typescript/unstable/ast';
import {
  isBinaryExpression,
  isBindingElement,
  isElementAccessExpression,
  isObjectBindingPattern,
  isPropertyAccessExpression,
  isStringLiteral,
} from 'typescript/unstable/ast/is';
import { nodesOf, placeOf } from './open-program.mjs';

/**
 * Calls `onRead({ place, declaredIn, name }, file)` for every field that is read: `x.field`, `x['field']` and `{ field } = x`; `place` in
 * the file `declaredIn` is where the field is declared. A field that is only assigned to, and a key that is only written in an object, are not read.
 */
export function eachFieldRead({ files, checker }, onRead) {
  const ours = new Map(files.map((file) => [file.source.path, file]));
  const places = new Map();
  const placesOf = (symbol) =>
    (symbol?.declarations ?? [])
      .filter(({ path }) => ours.has(path))
      .map((handle) => {
        const key = `${handle.path}#${handle.index}`;
        if (!places.has(key)) places.set(key, placeOf(handle.path, handle.resolve()));
        return { place: places.get(key), declaredIn: ours.get(handle.path) };
      });
  for (const file of files) {
    const nodes = [...nodesOf(file.source)];
    const named = checker.getSymbolAtLocation(nodes.flatMap(nameThatIsRead));
    for (const symbol of [...named, ...destructured(nodes, checker)]) {
      for (const found of placesOf(symbol)) onRead({ ...found, name: symbol.name }, file);
    }
  }
}

function nameThatIsRead(node) {
  if (isPropertyAccessExpression(node)) return isAssignedTo(node) ? [] : [node.name];
  if (isElementAccessExpression(node) && isStringLiteral(node.argumentExpression)) {
    return isAssignedTo(node) ? [] : [node.argumentExpression];
  }
  return [];
}

function isAssignedTo(node) {
  const { parent } = node;
  return isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === SyntaxKind.EqualsToken;
}

function destructured(nodes, checker) {
  const patterns = nodes.filter(isObjectBindingPattern);
  const types = checker.getTypeAtLocation(patterns);
  return patterns.flatMap((pattern, at) =>
    pattern.elements
      .filter((element) => isBindingElement(element) && element.dotDotDotToken === undefined)
      .map((element) => {
        const name = element.propertyName ?? element.name;
        return types[at] && 'text' in name ? checker.getPropertyOfType(types[at], name.text) : undefined;
      }),
  );
}
