/** The version an image reference names: its tag, else the start of its digest, else nothing (`latest` says nothing). */
export function toVersion(image: string): string | undefined {
  const [reference = '', digest] = image.split('@');
  const tag = /:([^:/]+)$/.exec(reference)?.[1];
  if (tag !== undefined && tag !== 'latest') return tag;
  return digest === undefined ? undefined : digest.slice(0, 'sha256:'.length + 12);
}

/** A tag that is a commit: `3f2a9c1`, `sha-3f2a9c1`. */
export function toSha(version: string | undefined): string | undefined {
  const sha = /^(?:sha-|git-)?([0-9a-f]{7,40})$/.exec(version ?? '')?.[1];
  return sha !== undefined && /[a-f]/.test(sha) ? sha : undefined;
}
