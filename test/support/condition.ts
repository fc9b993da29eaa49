/**
 * Waits until `check` returns a truthy value, and returns that value. Only for conditions that must be
 * polled, such as the address that a child process prints; await everything else directly.
 * @param limit ms
 */
export async function until<T>(
  check: () => T | Promise<T>,
  { limit = 30_000, what = 'the condition' }: { limit?: number; what?: string } = {},
): Promise<NonNullable<T>> {
  const end = performance.now() + limit;
  for (;;) {
    const answer = await check();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`${what} did not come about within ${limit} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
