import { fileURLToPath } from 'node:url';

const preload = fileURLToPath(new URL('removedFromNode.cjs', import.meta.url));

/**
 * The environment for LG's tools, installed or downloaded: they run on this computer's Node, which may be newer
 * than the tools support.
 */
export function aresEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const path = preload.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  const options = [env.NODE_OPTIONS ?? '', `--require "${path}"`].join(' ').trim();
  return { ...env, NODE_OPTIONS: options };
}
