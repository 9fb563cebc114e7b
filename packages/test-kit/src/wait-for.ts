/**
 * Asks `condition` again and again until it gives something truthy, and returns that. A condition that throws counts as
 * not yet; after `timeoutMs` (5 s) its last error, or a sentence with `what`, is thrown.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  options: { timeoutMs?: number; everyMs?: number; what?: string } = {},
): Promise<NonNullable<T>> {
  const { timeoutMs = 5_000, everyMs = 10, what = 'the condition' } = options;
  const end = Date.now() + timeoutMs;
  for (;;) {
    let last: unknown;
    try {
      const value = await condition();
      if (value) return value;
    } catch (error) {
      last = error;
    }
    if (Date.now() >= end) throw last ?? new Error(`${what} did not come true within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
