import { relative } from 'node:path';
import { API } from 'typescript/unstable/sync';

/**
 * The checked program of a `tsconfig.json`, for questions that text alone cannot answer: which declaration a name stands for.
 * `files` are the program's own, by path relative to `root`. Close it at the end: the compiler runs as a process beside us.
 */
export function openProgram(root, tsconfig) {
  const api = new API({ cwd: root });
  const [project] = api.updateSnapshot({ openProjects: [tsconfig] }).getProjects();
  if (project === undefined) throw new Error(`${tsconfig} opens no project`);
  const files = project.program
    .getSourceFileNames()
    .map((path) => ({ path: relative(root, path), absolute: path }))
    .filter(({ path }) => !path.startsWith('..') && !path.includes('node_modules'))
    .map(({ path, absolute }) => ({ path, source: project.program.getSourceFile(absolute) }));
  return { files, checker: project.checker, close: () => api.close() };
}

/** Every node of a file, depth first. */
export function* nodesOf(source) {
  const waiting = [source];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    node.forEachChild((child) => void waiting.push(child));
  }
}

/** Where a declaration stands: the same for the declaration itself and for what the checker says of a use. */
export const placeOf = (path, node) => `${path}:${node.pos}`;
