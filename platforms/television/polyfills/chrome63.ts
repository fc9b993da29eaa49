/** Built-ins that this app and its libraries use, and that Chromium 63 (Samsung's models of 2019) lacks. */
import 'core-js/es/global-this';
import 'core-js/es/array/flat';
import 'core-js/es/array/flat-map';
import 'core-js/es/array/at';
import 'core-js/es/object/from-entries';
import 'core-js/es/object/has-own';
import 'core-js/es/promise';
import 'core-js/es/string/replace-all';
import 'core-js/es/string/match-all';
import 'core-js/es/string/trim-start';
import 'core-js/es/string/trim-end';
import 'core-js/es/symbol/description';
import 'core-js/web/queue-microtask';
