/** What dotted names are made of. Every run is read once, so that a long one costs no more than its length. */
const dottedRun = /[a-z0-9-]+(?:\.[a-z0-9-]+)*/gi;
const wholeLabel = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
/** The beginning of a label that can end a name: two letters at least, up to a hyphen or the label's end. */
const ending = /^[a-z](?:[a-z0-9-]*[a-z])(?=-|$)/i;

/** The last part of a name in code: `java.net.UnknownHostException` is nobody's host. */
const codeName = /[a-z][A-Z]|(?:exception|error)$/;

/** Dotted names in a line, with where they begin: `payments.example.com`. Text is untrusted and may be long. */
export function* hostsIn(line: string): Generator<{ host: string; index: number }> {
  for (const { 0: run, index } of line.matchAll(dottedRun)) {
    if (!run.includes('.')) continue;
    const labels = run.split('.');
    const isCutBefore = line[index - 1] === '_';
    const isCutBehind = line[index + run.length] === '_';
    yield* hostsOf(labels, index, isCutBefore ? 1 : 0, isCutBehind ? labels.length - 1 : labels.length);
  }
}

/** A name is as many whole labels as follow each other, and one that ends it; of several possible ends the last is taken. */
function* hostsOf(
  labels: readonly string[],
  index: number,
  first: number,
  end: number,
): Generator<{ host: string; index: number }> {
  const starts: number[] = [];
  for (let at = index, i = 0; i < labels.length; at += (labels[i]?.length ?? 0) + 1, i++) starts.push(at);
  for (let from = first; from < end; ) {
    const head = (labels[from] ?? '').replace(/^-+/, '');
    let behind = from;
    while (behind < end && wholeLabel.test(behind === from ? head : (labels[behind] ?? ''))) behind++;
    const last = lastEnding(labels, from + 1, Math.min(behind, end - 1));
    if (behind === from || last === null) {
      from = Math.max(behind, from + 1);
      continue;
    }
    const isCode = codeName.test(labels[last.at] ?? '');
    const host = [head, ...labels.slice(from + 1, last.at), last.text].join('.');
    if (!isCode) yield { host, index: (starts[from] ?? index) + (labels[from]?.length ?? 0) - head.length };
    from = last.at + 1;
  }
}

function lastEnding(labels: readonly string[], from: number, to: number): { at: number; text: string } | null {
  for (let at = to; at >= from; at--) {
    const text = ending.exec(labels[at] ?? '')?.[0];
    if (text !== undefined) return { at, text };
  }
  return null;
}
