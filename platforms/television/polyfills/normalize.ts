/** Returns texts unchanged: engines without `normalize` (WebKit of 2014) have no tables for composing letters. */
if (!('normalize' in String.prototype)) {
  Object.defineProperty(String.prototype, 'normalize', {
    configurable: true,
    writable: true,
    value(this: string) {
      return String(this);
    },
  });
}
