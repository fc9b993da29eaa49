/** Scripts for a page, in ES5. */

/** Script that lists the faces and whether they came. Engines of 2014 do not tell. */
export const faces = `(function () {
  if (!document.fonts) return 'NextRegular loaded';
  var said = [];
  document.fonts.forEach(function (face) { said.push(face.family + ' ' + face.status); });
  return said.join();
})()`;

/** Script that asks whether HLS as the sandbox has it can be played. */
export const playsH264 = `typeof MediaSource !== 'undefined' &&
  MediaSource.isTypeSupported('video/mp4; codecs="avc1.4d401f"')`;

/** Script by which the system hides the app or shows it again. */
export function visibility(state: 'hidden' | 'visible'): string {
  return `(function () {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true, get: function () { return '${state}'; } });
    var event = document.createEvent('Event');
    event.initEvent('visibilitychange', true, false);
    document.dispatchEvent(event);
  })()`;
}

/** Script that counts from now on; whether the app draws by WebGL at all. */
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
