import { defineConfig } from 'vitest/config';
import { sourceCondition } from '../../tools/sourceCondition.mjs';

// Within this repository the packages are read from their sources; elsewhere no configuration is needed.
const conditions = [sourceCondition, 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['*.test.ts'] },
});
