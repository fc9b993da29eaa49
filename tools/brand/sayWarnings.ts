import type { Brand } from './brand.ts';

/** Writes the warnings to standard error, one a line. */
export function sayWarnings({ warnings }: Pick<Brand, 'warnings'>): void {
  for (const warning of warnings) console.warn(`Note: ${warning}`);
}
