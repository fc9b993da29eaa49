import type { Brand } from './brand.ts';

/** On the error stream, one a line. */
export function sayWarnings({ warnings }: Pick<Brand, 'warnings'>): void {
  for (const warning of warnings) console.warn(`Note: ${warning}`);
}
