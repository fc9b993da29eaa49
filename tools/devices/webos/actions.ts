import { spawn } from 'node:child_process';
import { ares, failureOf, type WebosTarget } from './target.ts';

/** @throws DeviceError */
export async function installWebos(target: WebosTarget, file: string): Promise<void> {
  await ares(target, 'ares-install', [file, '-d', target.name]);
}

/** @throws DeviceError */
export async function removeWebos(target: WebosTarget, id: string): Promise<void> {
  await ares(target, 'ares-install', ['-r', id, '-d', target.name]);
}

/**
 * @param params the app's launch parameters: a deep link
 * @throws DeviceError
 */
export async function launchWebos(
  target: WebosTarget,
  id: string,
  params: Readonly<Record<string, unknown>> | null,
): Promise<void> {
  const link = params === null ? [] : ['-p', JSON.stringify(params)];
  await ares(target, 'ares-launch', [id, ...link, '-d', target.name]);
}

/** The ids of the apps that were installed for development. @throws DeviceError */
export async function listWebos(target: WebosTarget): Promise<string[]> {
  const { out } = await ares(target, 'ares-install', ['--list', '-d', target.name]);
  return out.split('\n').filter((line) => /^[a-z0-9][a-z0-9.+-]+$/.test(line));
}

/**
 * Starts LG's inspector, which starts the app when it does not run, and keeps the inspector open until `ended`.
 * @param onAddress called with the address for a Chromium browser
 * @throws DeviceError
 */
export function inspectWebos(
  target: WebosTarget,
  id: string,
  onAddress: (address: string) => void,
  ended: Promise<void>,
): Promise<void> {
  const [program, ...first] = target.cli.command('ares-inspect');
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, id, '-d', target.name], {
      env: target.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err, told] = ['', '', false];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const address = /https?:\/\/localhost:\d+\/\S*/.exec(out)?.[0];
      if (address === undefined || told) return;
      told = true;
      onAddress(address);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', (error) => reject(failureOf({ out, err: error.message })));
    child.on('close', () => (told ? resolve() : reject(failureOf({ out, err }))));
    void ended.then(() => child.kill('SIGTERM'));
  });
}
