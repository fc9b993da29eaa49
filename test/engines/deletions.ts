import { type Floor, keysBelow, lacking } from '../../tools/compat/data.ts';

/**
 * Script that reduces today's engine to what MDN lists for the floor: it deletes interfaces, members,
 * statics, built-ins and style properties that came later, and makes calls ignore options that came later.
 * It has to run before any script of the page.
 */
export function deletions(floor: Floor): string {
  return `(${deleteAll})(${JSON.stringify(pathsLacking(floor))}, ${JSON.stringify(stylesLacking(floor))});
(${forgetOptions})(${JSON.stringify(optionsLacking(floor))});`;
}

/** How many names are deleted. */
export function countDeletions(floor: Floor): number {
  return pathsLacking(floor).length + stylesLacking(floor).length;
}

/** `Element.append`, `fetch`; members of an interface that is deleted are left out. */
export function pathsLacking(floor: Floor): string[] {
  return ['api', 'javascript.builtins'].flatMap((part) =>
    keysBelow(part).flatMap((owner) => {
      const key = `${part}.${owner}`;
      // Today's engines need their own methods that lead from String to RegExp.
      if (owner === 'RegExp') return [];
      if (lacking(key, floor) !== null) return [owner];
      // Members of Window are globals.
      const inside = owner === 'Window' ? '' : `${owner}.`;
      return keysBelow(key)
        .filter((member) => member !== owner && lacking(`${key}.${member}`, floor) !== null)
        .map((member) => `${inside}${member}`);
    }),
  );
}

function stylesLacking(floor: Floor): string[] {
  return keysBelow('css.properties').filter(
    (name) => lacking(`css.properties.${name}`, floor) !== null,
  );
}

/** Calls whose options or return values are new. */
function optionsLacking(floor: Floor): Record<string, boolean> {
  const lacks = (key: string) => lacking(key, floor) !== null;
  const listen = 'api.EventTarget.addEventListener.options_parameter';
  return {
    signal: lacks('api.fetch.options_parameter.signal'),
    listenerOptions: lacks(listen),
    once: lacks(`${listen}.options_once_parameter`),
    promises: lacks('api.HTMLMediaElement.play.returns_promise'),
    scroll: lacks('api.HTMLElement.focus.options_preventScroll_parameter'),
  };
}

// The rest is text for a page.

const deleteAll = `function (paths, styles) {
  var drop = function (from, name) {
    if (!from) return;
    var key = name.indexOf('@@') === 0 ? Symbol[name.slice(2)] : name.replace(/_static$/, '');
    if (/_event$/.test(name)) key = 'on' + name.replace(/_event$/, '');
    try { if (Object.prototype.hasOwnProperty.call(from, key)) delete from[key]; } catch (error) {}
  };
  var owners = {};
  paths.forEach(function (path) {
    var dot = path.indexOf('.');
    var owner = dot < 0 ? window : window[path.slice(0, dot)];
    var name = path.slice(dot + 1);
    if (dot > 0 && /_static$/.test(name)) return drop(owner, name);
    drop(dot < 0 ? owner : owner && owner.prototype, name);
    // Namespaces and constructors of built-ins carry their members themselves.
    if (dot > 0 && owner && !/_event$/.test(name)) drop(owner, name);
  });
  var camel = function (name) {
    return name.replace(/-([a-z])/g, function (all, letter) { return letter.toUpperCase(); });
  };
  ['CSSStyleDeclaration', 'CSSStyleProperties'].forEach(function (owner) {
    styles.forEach(function (name) {
      drop(window[owner] && window[owner].prototype, name);
      drop(window[owner] && window[owner].prototype, camel(name));
    });
  });
}`;

const forgetOptions = `function (lacks) {
  var wrap = function (owner, name, made) {
    if (owner && owner[name]) owner[name] = made(owner[name]);
  };
  if (lacks.signal) {
    wrap(window, 'fetch', function (fetch) {
      return function (input, init) {
        var known = {};
        for (var name in init || {}) if (name !== 'signal') known[name] = init[name];
        return fetch.call(window, input, known);
      };
    });
  }
  if (lacks.once || lacks.listenerOptions) {
    ['addEventListener', 'removeEventListener'].forEach(function (method) {
      wrap(EventTarget.prototype, method, function (native) {
        return function (type, listener, options) {
          // An object counted as true.
          if (lacks.listenerOptions) return native.call(this || window, type, listener, !!options);
          var capture = typeof options === 'object' && options ? !!options.capture : !!options;
          return native.call(this || window, type, listener, capture);
        };
      });
    });
  }
  if (lacks.promises) {
    wrap(HTMLMediaElement.prototype, 'play', function (play) {
      return function () {
        var answer = play.call(this);
        if (answer) answer.then(null, function () {});
      };
    });
  }
  if (lacks.scroll) {
    wrap(HTMLElement.prototype, 'focus', function (focus) {
      return function () { return focus.call(this); };
    });
  }
}`;
