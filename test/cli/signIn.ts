import type { Sandbox } from '../../apps/sandbox/index.ts';
import type { CliRig, Result } from './cliRig.ts';

/**
 * Signs in with the cliRig: a viewer uses the code as soon as it is shown, and Enter is pressed at the
 * terminal.
 */
export function signIn(
  sandbox: Sandbox,
  cliRig: CliRig,
  { user = 'alex', flags = [] as readonly string[] } = {},
): Promise<Result> {
  let used = false;
  return cliRig.pass(['login', '--json', ...flags], {
    watch(output, keys) {
      const [waiting] = sandbox.control.sessions();
      if (used || !waiting || !output.includes('"event":"code"')) return;
      used = true;
      sandbox.control.signIn({ code: waiting.code, mvpd: 'ValleyCable', user });
      keys.enter();
    },
  });
}
