import { startSandbox } from '../../../apps/sandbox/index.ts';

/** A sandbox in a separate process, so that the load generator is not measured with it. */
const sandbox = await startSandbox({ quiet: true, throttle: process.argv[2] === 'throttled' });

process.on('message', async () => {
  // More than once, with pauses: objects that the first collection frees may release more.
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
process.send?.({ url: sandbox.url });
