import { readFileSync } from 'node:fs';

/**
 * Writes the files of a brand below `static/brand` of an app. For the app that imports settings.json (Lightning's
 * own command line has no page of ours that could load it), supplies the brand's version of it.
 */
export function brandFiles(brand, app) {
  return {
    name: 'brand-files',
    buildStart() {
      for (const file of brand.watched) this.addWatchFile(file);
    },
    load(id) {
      return id === brand.imported ? brand.settings.tv : null;
    },
    generateBundle() {
      for (const [fileName, file] of Object.entries(brand.files)) {
        if (fileName.includes('/phone-') && app !== 'activate') continue;
        if (fileName.includes('/backdrop.') && app !== 'tv') continue;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(file) });
      }
      if (brand.css[app] === '') return;
      this.emitFile({ type: 'asset', fileName: 'static/brand/brand.css', source: brand.css[app] });
    },
  };
}
