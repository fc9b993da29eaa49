/** Scripts for a page, in ES5. */

/** Script that lists the fonts and whether they are loaded. Engines of 2014 cannot report that. */
export const faces = `(function () {
  if (!document.fonts) return 'NextRegular loaded';
  var said = [];
  document.fonts.forEach(function (face) { said.push(face.family.replace(/"/g, '') + ' ' + face.status); });
  return said.join();
})()`;

/** Script that returns what is missing for the sandbox's HLS; '' for nothing. */
export const lacksHls = `(typeof MediaSource === 'undefined' ? 'no MSE' :
  MediaSource.isTypeSupported('video/mp4; codecs="avc1.4d401f"') ? '' : 'no H.264')`;

/** Script that returns what is missing for the sandbox's WebM. */
export const lacksWebm = `(document.createElement('video').canPlayType ?
  (document.createElement('video').canPlayType('video/webm; codecs="vp9"') ? '' : 'no VP9') :
  'no video')`;

/** Script that simulates the system hiding the app or showing it again. */
export function visibility(state: 'hidden' | 'visible'): string {
  return `(function () {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true, get: function () { return '${state}'; } });
    var event = document.createEvent('Event');
    event.initEvent('visibilitychange', true, false);
    document.dispatchEvent(event);
  })()`;
}

/** Script that starts to count freed textures; returns whether the app draws with WebGL. */
export const countFreedTextures = `(function () {
  var gl = document.querySelector('#stage').getContext('webgl');
  if (!gl) return false;
  var free = gl.deleteTexture;
  window.freedTextures = 0;
  gl.deleteTexture = function (texture) {
    window.freedTextures += 1;
    return free.call(gl, texture);
  };
  return true;
})()`;
