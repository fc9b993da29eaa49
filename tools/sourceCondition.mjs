/** The condition of a package.json's `exports` for the sources; used only in this repository. */
export const sourceCondition = '@couchpass/source';
