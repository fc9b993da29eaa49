import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { secondScreen } from './still.ts';

/**
 * The axe-core violations on the second screen, one rule a line.
 * @param meanwhile called repeatedly until axe-core has finished
 */
export async function brokenRules(
  page: Page,
  meanwhile?: () => Promise<void>,
): Promise<readonly string[]> {
  const frame = secondScreen(page);
  await frame.evaluate(axe.source);
  let answered = false;
  const running = frame
    .evaluate(() => (window as unknown as { axe: typeof axe }).axe.run(document))
    .finally(() => {
      answered = true;
    });
  while (meanwhile && !answered) await meanwhile();
  const { violations } = await running;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
