import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endWith, interrupted } from '../../apps/terminal/interrupted.ts';
import { until } from '../support/condition.ts';
import { runProgram } from './program.ts';

/** A process that records how it was ended, and completes writes when the test makes it. */
class StandIn extends EventEmitter {
  exitCode: number | undefined;
  readonly ended: number[] = [];
  readonly waiting: (() => void)[] = [];
  readonly stdout = { write: (_: string, done: () => void) => this.waiting.push(done) };
  readonly stderr = this.stdout;
  exit = (code: number) => void this.ended.push(code);
}

type Program = Parameters<typeof endWith>[1] & Parameters<typeof interrupted>[0];
const asProcess = (standIn: StandIn) => standIn as unknown as NonNullable<Program>;

describe('a program that is interrupted', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is told once, whatever comes within five seconds', async () => {
    const program = new StandIn();
    const told = interrupted(asProcess(program));
    program.emit('SIGINT');
    await told;
    vi.advanceTimersByTime(4_999);
    program.emit('SIGINT');
    program.emit('SIGTERM');
    expect(program.ended).toEqual([]);
  });

  it('ends at once when somebody has waited for longer', async () => {
    const program = new StandIn();
    void interrupted(asProcess(program));
    program.emit('SIGTERM');
    vi.advanceTimersByTime(5_001);
    program.emit('SIGINT');
    expect(program.ended).toEqual([130]);
  });
});

describe('the end of a program', () => {
  it('comes by itself when it handles no signals', async () => {
    const program = new StandIn();
    await endWith(3, asProcess(program));
    expect(program).toMatchObject({ exitCode: 3, ended: [], waiting: [] });
  });

  it('comes when its output is written, if it handles signals', async () => {
    const program = new StandIn();
    void interrupted(asProcess(program));
    const end = endWith(3, asProcess(program));
    await Promise.resolve();
    expect(program.ended).toEqual([]);
    for (const written of program.waiting) written();
    await end;
    expect(program.ended).toEqual([3]);
  });

  it('has its own exit code and all its output, whenever Ctrl+C is pressed once more', async () => {
    const source = `
      import { endWith, interrupted } from ${JSON.stringify(new URL('../../apps/terminal/interrupted.ts', import.meta.url).href)};
      const told = interrupted();
      const server = (await import('node:http')).createServer().listen(0);
      console.log('started');
      await told;
      server.close();
      console.log('x'.repeat(500_000));
      console.log('the end');
      await endWith(0);
    `;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', source];
    for (let i = 0; i < 10; i++) {
      const program = runProgram(args);
      await until(() => program.out().includes('started'), { what: 'a program' });
      const pressing = setInterval(() => program.child.kill('SIGINT'), 1);
      const code = await program.ended.finally(() => clearInterval(pressing));
      expect(code).toBe(0);
      expect(program.out()).toMatch(/the end\n$/);
    }
  });
});
