/** The condition of a package.json's `exports` that leads to the sources; nobody outside of here sets it. */
export const sourceCondition = '@couchpass/source';
