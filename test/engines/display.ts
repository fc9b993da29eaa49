import { spawn } from 'node:child_process';
import { endGroup } from './driven.ts';

export interface Display {
  /** `:99` */
  readonly name: string;
  end(): Promise<void>;
}

/** A screen in memory for engines that need a display; Xvfb chooses a free number. */
export async function startDisplay(): Promise<Display> {
  const screen = ['-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-noreset'];
  const child = spawn('Xvfb', ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const number = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdio[3]?.on('data', (data: Buffer) => {
      said += String(data);
      if (said.includes('\n')) resolve(said.trim());
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended (${code})`)));
  });
  return { name: `:${number}`, end: () => endGroup(child) };
}
