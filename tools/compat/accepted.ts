/** A feature newer than a target's oldest engine that does no harm there. */
export interface Accepted {
  /** MDN's key; includes all keys below it. */
  readonly key: string;
  /** Beginning of the file's path, from the root. */
  readonly file: string;
  /** Why the older engine does not need it. */
  readonly because: string;
}

const sdk = 'node_modules/@lightningjs/sdk/src/';
const metrological = 'node_modules/@metrological/sdk/src/';

/** The check reports entries that no target needs. */
export const accepted: readonly Accepted[] = [
  {
    key: 'api.Response',
    file: 'platforms/httpResponse.ts',
    because: 'only what fetch answered is read; without fetch, XMLHttpRequest asks',
  },
  {
    key: 'api.HTMLImageElement.referrerPolicy',
    file: 'apps/tv/lightning.ts',
    because: 'the page says no-referrer for everything, which older engines keep to',
  },
  {
    key: 'api.HTMLElement.focus.options_preventScroll_parameter',
    file: 'apps/tv/mirror.ts',
    because: 'nothing on the page can be scrolled to: the mirror is one pixel at the top',
  },
  {
    key: 'api.Window.unhandledrejection_event',
    file: 'apps/tv/firstFrame.ts',
    because:
      'where promises tell nothing of this, the page says after 20 s that nothing has started',
  },
  {
    key: 'api.createImageBitmap',
    file: 'node_modules/@lightningjs/core/',
    because: 'the worker is only made where the page has it',
  },
  { key: 'api.fetch', file: sdk, because: 'the app has no locale file and no advertisements' },
  { key: 'api.Response', file: sdk, because: 'the app has no locale file and no advertisements' },
  {
    key: 'api.HTMLMediaElement.setMediaKeys',
    file: sdk,
    because: 'films are played by the players in platforms/',
  },
  {
    key: 'api.Navigator.requestMediaKeySystemAccess',
    file: sdk,
    because: 'films are played by the players in platforms/',
  },
  { key: 'api.fetch', file: metrological, because: 'nobody asks where the device is' },
  { key: 'api.Response', file: metrological, because: 'nobody asks where the device is' },
  { key: 'api.PermissionStatus', file: metrological, because: 'nobody asks where the device is' },
  {
    key: 'api.HTMLVideoElement.getVideoPlaybackQuality',
    file: metrological,
    because: 'films are played by the players in platforms/',
  },
  {
    key: 'css.properties.clip-path',
    file: 'apps/tv/app.css',
    because: 'one pixel without overflow is out of sight too',
  },
  {
    key: 'api.InputEvent.isComposing',
    file: 'apps/activate/codeField.ts',
    because: 'the events of composing tell it too',
  },
  {
    key: 'css.properties.color-scheme',
    file: 'apps/activate/',
    because: 'colours of the page are its own; only scroll bars stay light',
  },
  {
    key: 'css.properties.text-size-adjust',
    file: 'apps/activate/',
    because: 'browsers that have neither spelling do not enlarge text by themselves',
  },
  { key: 'css.properties.text-wrap', file: 'apps/activate/', because: 'lines break elsewhere' },
  {
    key: 'css.at-rules.media.scripting',
    file: 'apps/activate/',
    because: 'without script the words for it stand on the page as well',
  },
  { key: 'css.properties.cursor', file: 'apps/activate/', because: 'a phone has no cursor' },
  {
    key: 'css.selectors.-webkit-search-cancel-button',
    file: 'apps/activate/',
    because: 'who has no such button needs no colour for it',
  },
  {
    key: 'css.at-rules.media.forced-colors',
    file: 'apps/activate/',
    because: 'who cannot force colours cannot ask for them',
  },
  {
    key: 'css.properties.forced-color-adjust',
    file: 'apps/activate/',
    because: 'forced colours then hold for the small pictures too',
  },
];
