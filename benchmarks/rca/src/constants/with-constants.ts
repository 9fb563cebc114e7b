import { register } from 'node:module';

/**
 * Loaded before the engine: makes the constants of its ranking settable while it runs (`setConstants`). For measuring only: it rewrites
 * the module that holds them as it is loaded, since in the product they are constants.
 */
const hook = `
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!/\\/ranking\\/thresholds\\.ts/.test(url) || loaded.source == null) return loaded;
  const source = loaded.source.toString().replace(/\\bconst\\b/g, 'let');
  const names = [...source.matchAll(/(?:\\blet\\s+|,)(\\w+)\\s*=\\s*[\\d._e-]/g)].map((found) => found[1]);
  const setters = names.map((name) => name + ':(value)=>{if(value!==undefined)' + name + '=value;return ' + name + '}');
  return { ...loaded, source: source + '\\n;globalThis.rankingConstants={' + setters.join(',') + '};' };
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

type Constant = (value?: number) => number;

/** Gives constants of the ranking other values until the returned function is called. */
export function setConstants(values: Readonly<Record<string, number>>): () => void {
  const { rankingConstants } = globalThis as { rankingConstants?: Record<string, Constant> };
  const before = Object.keys(values).map((name) => {
    const constant = rankingConstants?.[name];
    if (constant === undefined) throw new Error(`The ranking has no constant ${name}.`);
    return { name, constant, value: constant() };
  });
  for (const { name, constant } of before) constant(values[name]);
  return () => {
    for (const { constant, value } of before) constant(value);
  };
}
