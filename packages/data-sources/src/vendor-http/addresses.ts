/** `path` below the path of an address, whose parameters stay. */
export function belowPath(address: string, path: string): string {
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`;
  return url.href;
}

/** A configured address as people open it: its parameters are for requests, and may be keys. */
export function webAddress(address: string): string {
  const url = new URL(address);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
