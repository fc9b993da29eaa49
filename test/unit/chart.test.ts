import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { machine } from '../../core/machine/machine.ts';
import { outlineOf, type StateOutline } from '../../core/machine/outline.ts';
import { withSection } from '../../tools/chart.ts';
import { chartFiles } from '../../tools/commands/chart.ts';

const { root, transitions: ways } = outlineOf(machine);
const leaves = (state: StateOutline): StateOutline[] =>
  state.children.length === 0 ? [state] : state.children.flatMap(leaves);

describe('the statechart', () => {
  it.each(chartFiles)(
    'is current in $file (npm run chart writes it)',
    async ({ file, section, content }) => {
      const text = await readFile(file, 'utf8');
      expect(withSection(text, section, content())).toBe(text);
    },
  );

  it('has Adobe’s flows as its top level', () => {
    expect(root.children.map(({ key }) => key).sort()).toEqual([
      'authorization',
      'logout',
      'polling',
      'registration',
      'startup',
      'viewMedia',
    ]);
  });

  it('has a way out of every state in which it stays, by Back or by itself', () => {
    // Back leads to Home and its background regions.
    const home = /^viewMedia\.(screen\.browsing|catalogue|profile|entitlements)/;
    const stuck = leaves(root).filter(({ path }) => {
      const above = path.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.'));
      return !home.test(path) && !ways.some(({ from, to }) => above.includes(from) && to !== path);
    });
    expect(stuck.map(({ path }) => path)).toEqual([]);
  });

  it('names its guards, actions and actors: nothing in it is inline', () => {
    const inline: string[] = [];
    const look = (value: unknown, where: string): void => {
      if (typeof value === 'function' && !where.endsWith('.input')) inline.push(where);
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) look(inner, `${where}.${key}`);
    };
    look(machine.config.states, 'states');
    expect(inline).toEqual([]);
  });
});
