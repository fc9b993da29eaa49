import { startSandbox } from '../../../apps/sandbox/index.ts';

/** A sandbox in a process of its own, so that whoever loads it is not measured with it. */
const sandbox = await startSandbox({ quiet: true, throttle: process.argv[2] === 'throttled' });

process.on('message', async () => {
  // More than once, with turns between: what the first one frees lets go of more.
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
process.send?.({ url: sandbox.url });
