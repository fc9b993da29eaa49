import { type EnginePage, type Key, keyCodes, type Shell } from './page.ts';

/** Sends commands to a program that holds an engine, and returns its answers. */
export interface Program {
  ask(command: object): Promise<unknown>;
  end(): Promise<void>;
}

/** Keys for which these engines can send real events. */
const real: readonly Key[] = ['Enter', 'Left', 'Up', 'Right', 'Down', 'Tab'];

/**
 * An engine that is too old for any driver protocol: a program of this project holds it. An evaluated
 * expression must not be a promise.
 */
export class ScriptedPage implements EnginePage {
  readonly product: string;
  private readonly program: Program;
  private readonly shell: Shell;
  private thrown: readonly string[] = [];

  private constructor(program: Program, product: string, shell: Shell) {
    this.program = program;
    this.product = product;
    this.shell = shell;
  }

  static async open(program: Program, shell: Shell): Promise<ScriptedPage> {
    try {
      return new ScriptedPage(program, String(await program.ask({ name: 'version' })), shell);
    } catch (error) {
      await program.end();
      throw error;
    }
  }

  get complaints(): readonly string[] {
    return this.thrown;
  }

  async open(url: string): Promise<void> {
    await this.program.ask({ name: 'open', url });
  }

  async evaluate<T>(expression: string): Promise<T> {
    const script = `(function () {
      var out;
      try { out = { value: (${expression}) }; } catch (error) { out = { error: String(error) }; }
      if (out.value === undefined) out.value = null;
      out.thrown = window.couchpassThrown || [];
      return JSON.stringify(out);
    })()`;
    const text = await this.program.ask({ name: 'evaluate', script });
    if (typeof text !== 'string') throw new Error('there is no page');
    const { value, error, thrown } = JSON.parse(text);
    if (error !== undefined) throw new Error(error);
    this.thrown = thrown;
    return value as T;
  }

  async press(key: Key): Promise<void> {
    if (real.includes(key)) await this.program.ask({ name: 'press', key });
    else await this.evaluate(`(${sendKey})(${keyCodes[this.shell][key]})`);
  }

  async type(text: string): Promise<void> {
    await this.program.ask({ name: 'type', text });
  }

  async point(x: number, y: number, click: boolean): Promise<void> {
    await this.program.ask({ name: 'point', x, y, click });
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(String(await this.program.ask({ name: 'picture' })), 'base64');
  }

  close(): Promise<void> {
    return this.program.end();
  }
}

/** Script that runs before the page's own and keeps uncaught errors. */
export const keepThrown = `
  window.couchpassThrown = [];
  window.addEventListener('error', function (event) {
    window.couchpassThrown.push(String(event.message) + ' ' + event.filename + ':' + event.lineno);
  });
`;

/** Text of a function for a page: sends keys that exist only on remotes. */
const sendKey = `function (code) {
  ['keydown', 'keyup'].forEach(function (type) {
    var event = document.createEvent('Event');
    event.initEvent(type, true, true);
    event.keyCode = code;
    event.which = code;
    (document.activeElement || document.body).dispatchEvent(event);
  });
}`;
