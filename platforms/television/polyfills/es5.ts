/** For engines as old as Chromium 38 (LG's models of 2016 and 2017), in addition to those for Chromium 63. */
import 'core-js/es/object/assign';
import 'core-js/es/object/set-prototype-of';
import 'core-js/es/object/entries';
import 'core-js/es/object/values';
import 'core-js/es/object/get-own-property-descriptors';
import 'core-js/es/reflect';
import 'core-js/es/array';
import 'core-js/es/typed-array';
import 'core-js/es/string';
import 'core-js/es/number';
import 'core-js/es/math';
import 'core-js/es/map';
import 'core-js/es/set';
import 'core-js/es/weak-map';
import 'core-js/es/weak-set';
import 'core-js/es/symbol';
import 'core-js/web/url';
import 'core-js/web/url-search-params';
import 'core-js/web/dom-collections';
import './chrome63.ts';
// WebKits of those years (Samsung's of 2016) lack TextEncoder and TextDecoder.
import 'fast-text-encoding';
import './imageData.ts';
import './normalize.ts';
