/** Letters stay as they were written: engines without it (WebKit of 2014) have no tables to compose them by. */
if (!('normalize' in String.prototype)) {
  Object.defineProperty(String.prototype, 'normalize', {
    configurable: true,
    writable: true,
    value(this: string) {
      return String(this);
    },
  });
}
