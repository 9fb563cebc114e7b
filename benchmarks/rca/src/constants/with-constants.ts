import { register } from 'node:module';

/** Loaded before the engine: gives its constants the values of RANKING_CONSTANTS (JSON). For measuring only. */
const hook = `
const values = ${process.env.RANKING_CONSTANTS ?? '{}'};
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!/\\/ranking\\/thresholds\\.ts/.test(url) || loaded.source == null) return loaded;
  let source = loaded.source.toString();
  for (const [name, value] of Object.entries(values)) {
    const pattern = new RegExp('(\\\\b' + name + '\\\\s*=\\\\s*)[\\\\d._e-]+');
    if (!pattern.test(source)) throw new Error('no constant ' + name);
    source = source.replace(pattern, '$1' + value);
  }
  return { ...loaded, source };
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
