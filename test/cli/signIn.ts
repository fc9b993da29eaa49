import type { Sandbox } from '../../apps/sandbox/index.ts';
import type { Desk, Result } from './harness.ts';

/** Signs in from the desk: somebody uses the code as soon as it is shown, and Enter is pressed here. */
export function signIn(
  sandbox: Sandbox,
  desk: Desk,
  { user = 'alex', flags = [] as readonly string[] } = {},
): Promise<Result> {
  let used = false;
  return desk.pass(['login', '--json', ...flags], {
    watch(output, keys) {
      const [waiting] = sandbox.control.sessions();
      if (used || !waiting || !output.includes('"event":"code"')) return;
      used = true;
      sandbox.control.signIn({ code: waiting.code, mvpd: 'ValleyCable', user });
      keys.enter();
    },
  });
}
