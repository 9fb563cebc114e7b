import type { PatchFile } from '@incidentfox/incident';

/** `pkg/db/pool.go`, `go.mod`, `Dockerfile`: what stands where a path is expected. */
const pathLike = /^(?:[\w@.+-]+\/)*[\w@+-]*(?:\.[\w-]+|Dockerfile|Makefile|CODEOWNERS|Procfile|Gemfile|Jenkinsfile)$/;

/**
 * The files of a diff. A header names the file as `diff --git a/x b/x`, `--- a/x` with `+++ b/x`, or in the hunk's own head
 * (`@@ x @@`, `@@ x: func f()`). Lines before any header belong to the first of the changed files. Changed files without a hunk
 * are kept as paths.
 */
export function splitDiff(diff: string | null | undefined, changedFiles: readonly string[]): PatchFile[] {
  const parts = new Map<string, string[]>();
  let path = changedFiles[0] ?? 'unknown';
  const add = (line: string) => {
    const known = parts.get(path);
    if (known === undefined) parts.set(path, [line]);
    else known.push(line);
  };
  const lines = (diff ?? '').split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [i, line] of lines.entries()) {
    const header = fileHeader(line, lines[i + 1]);
    if (header !== null) {
      path = header.path ?? path;
      continue;
    }
    const hunk = /^@@\s*(.*)$/.exec(line);
    if (hunk === null) add(/^[+\-\\ ]/.test(line) || line === '' ? line || ' ' : ` ${line}`);
    else {
      const { named, rest } = hunkHead(hunk[1] ?? '', changedFiles);
      path = named ?? path;
      add(rest === '' ? '@@' : `@@ ${rest}`);
    }
  }
  const files = [...parts].map(([name, kept]): PatchFile => ({ path: name, diff: kept.join('\n') }));
  const others = changedFiles.filter((name) => !parts.has(name)).map((name): PatchFile => ({ path: name, diff: null }));
  return [...files, ...others];
}

/** Null for a line of content; `path: null` for a header line that names no file that remains. */
function fileHeader(line: string, following: string | undefined): { path: string | null } | null {
  const git = /^diff --git a\/(\S+) b\/(\S+)$/.exec(line);
  if (git !== null) return { path: git[2] ?? null };
  if (/^(index [0-9a-f]+\.\.|new file mode|deleted file mode|similarity index|rename (from|to) )/.test(line)) {
    return { path: null };
  }
  const old = /^--- (?:a\/)?(\S+)/.exec(line);
  if (old !== null && /^\+\+\+ /.test(following ?? ''))
    return { path: old[1] === '/dev/null' ? null : (old[1] ?? null) };
  const now = /^\+\+\+ (?:b\/)?(\S+)/.exec(line);
  return now === null ? null : { path: now[1] === '/dev/null' ? null : (now[1] ?? null) };
}

/** `path @@ func`, `path: func`, `path`, or the usual line numbers. */
function hunkHead(text: string, changedFiles: readonly string[]): { named: string | null; rest: string } {
  const [first = ''] = text.split(/\s+/);
  const name = first.replace(/:$/, '');
  const isFile = changedFiles.includes(name) || (name.includes('/') && pathLike.test(name)) || pathLike.test(name);
  if (!isFile || /^[-+]\d/.test(name)) return { named: null, rest: text };
  return {
    named: name,
    rest: text
      .slice(first.length)
      .replace(/^\s*@@/, '')
      .trim(),
  };
}
