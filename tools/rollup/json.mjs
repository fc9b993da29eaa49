/** JSON as a module. Of a package.json only name and version: nobody asks it for more at run time. */
export function json() {
  return {
    name: 'json',
    transform(code, id) {
      if (!id.endsWith('.json')) return null;
      const value = JSON.parse(code);
      const { name, version } = value;
      const kept = id.endsWith('/package.json') ? { name, version } : value;
      return { code: `export default ${JSON.stringify(kept)};`, map: { mappings: '' } };
    },
  };
}
