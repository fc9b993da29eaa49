import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that is deleted when the test file has ended. */
export function temporaryFolder(): { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'couchpass-roku-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return { path };
}
