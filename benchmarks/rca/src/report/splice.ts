/** Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->` in a document. */
export function splice(document: string, name: string, content: string): string {
  const start = `<!-- ${name} -->`;
  const end = `<!-- /${name} -->`;
  const from = document.indexOf(start);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The document has no place for ${name}.`);
  return `${document.slice(0, from + start.length)}\n${content}\n${document.slice(to)}`;
}
