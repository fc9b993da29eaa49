import { readFileSync } from 'node:fs';
import { settingsText } from './settingsText.mjs';

/** JSON as a module. Of a package.json only name and version, the only fields that are used at run time. */
export function json() {
  return {
    name: 'json',
    load(id) {
      return id.endsWith('.json') ? settingsText(readFileSync(id)) : null;
    },
    transform(code, id) {
      if (!id.endsWith('.json')) return null;
      const value = JSON.parse(code);
      const { name, version } = value;
      const kept = id.endsWith('/package.json') ? { name, version } : value;
      return { code: `export default ${JSON.stringify(kept)};`, map: { mappings: '' } };
    },
  };
}
