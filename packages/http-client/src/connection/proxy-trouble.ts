/** A proxy could not be reached, or does not let a request through. `proxy` is its address without credentials. */
export class ProxyTrouble extends Error {
  override readonly name = 'ProxyTrouble';
  readonly proxy: string;
  /** What it answered instead of opening a tunnel. */
  readonly status: number | undefined;

  constructor(proxy: string, { status, cause }: { status?: number; cause?: unknown } = {}) {
    super(`the proxy ${proxy}`, { cause });
    this.proxy = proxy;
    this.status = status;
  }
}
