import type { CDPSession } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Phone } from '../support/secondScreen.ts';
import { codeFrom, televisionIn } from '../support/television.ts';
import { asked, open, testEnv } from './activate.rig.ts';

const code = '82QP482QP4S8';
const shown = '82QP 482Q P4S8';

const field = ({ page }: Phone) => page.locator('#code');
const shownIn = (phone: Phone) => field(phone).inputValue();

/** The page with the field in focus, and a DevTools session for input from outside the page. */
async function atTheField(): Promise<{ phone: Phone; devtools: CDPSession }> {
  const phone = await open('', {
    prepare: (context) => context.grantPermissions(['clipboard-read', 'clipboard-write']),
  });
  await phone.waitForStep('code');
  await field(phone).tap();
  return { phone, devtools: await phone.page.context().newCDPSession(phone.page) };
}

/** A composing keyboard: sends the whole word again at each letter, as Android's keyboards do. */
async function compose(devtools: CDPSession, letters: string): Promise<void> {
  for (let length = 1; length <= letters.length; length += 1) {
    await devtools.send('Input.imeSetComposition', {
      text: letters.slice(0, length),
      selectionStart: length,
      selectionEnd: length,
    });
  }
}

async function paste({ page }: Phone, text: string): Promise<void> {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('Control+V');
}

async function drop({ page }: Phone, devtools: CDPSession, text: string): Promise<void> {
  const box = await page.locator('#code').boundingBox();
  if (box === null) throw new Error('the field is not to be seen');
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [{ mimeType: 'text/plain', data: text }], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
  }
}

describe('a keyboard that composes', () => {
  it('gets every letter once, and the groups when it is done', async () => {
    const { phone, devtools } = await atTheField();
    await compose(devtools, code.toLowerCase());
    expect((await shownIn(phone)).toUpperCase()).toBe(code);
    await devtools.send('Input.insertText', { text: code.toLowerCase() });
    expect(await shownIn(phone)).toBe(shown);
  });

  it('may compose group by group', async () => {
    const { phone, devtools } = await atTheField();
    for (const part of ['82qp', '482q', 'p4s8']) {
      await compose(devtools, part);
      await devtools.send('Input.insertText', { text: part });
    }
    expect(await shownIn(phone)).toBe(shown);
  });

  it('may write full-width letters', async () => {
    const { phone, devtools } = await atTheField();
    const wide = '８２ｑｐ４８２ｑｐ４ｓ８';
    await compose(devtools, wide);
    await devtools.send('Input.insertText', { text: wide });
    expect(await shownIn(phone)).toBe(shown);
  });

  it('is heard when Next is tapped in the middle of a word', async () => {
    const right = await codeFrom(televisionIn(testEnv).service);
    const { phone, devtools } = await atTheField();
    await compose(devtools, right.toLowerCase());
    await phone.page.getByRole('button', { name: 'Next' }).tap();
    await phone.waitForStep('confirm');
    expect(asked()).toContain(`GET /api/v2/NORTHSTAR/sessions/${right}`);
  });

  it('may say no more than keyCode 229, as some of Android do', async () => {
    const { phone, devtools } = await atTheField();
    for (const letter of code.toLowerCase()) {
      await devtools.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        windowsVirtualKeyCode: 229,
        key: 'Unidentified',
      });
      await devtools.send('Input.insertText', { text: letter });
    }
    expect((await shownIn(phone)).toUpperCase()).toBe(code);
    await field(phone).blur();
    expect(await shownIn(phone)).toBe(shown);
  });

  it('does not keep another one from being grouped as it types', async () => {
    const { phone, devtools } = await atTheField();
    await compose(devtools, '82qp');
    await devtools.send('Input.insertText', { text: '82qp' });
    await phone.page.keyboard.type('482qp4s8');
    expect(await shownIn(phone)).toBe(shown);
  });
});

describe('what is brought along', () => {
  const page = 'https://activate.northstar.example/activate/';
  const texts = [
    code,
    shown,
    `Code: ${shown}`,
    `Your code is ${shown}.\nIt is good for 30 minutes.`,
    `${page}#code=${code}`,
    `${page}?code=82qp-482q-p4s8&x=1`,
    `Please open\n${page}#code=${code}\nand sign in`,
    '８２ＱＰ　４８２Ｑ　Ｐ４Ｓ８',
    `Ｃｏｄｅ：${shown}`,
    `Enter ${shown} on the page, please`,
  ];

  it.each(texts)('by paste: %j', async (text) => {
    const { phone } = await atTheField();
    await paste(phone, text);
    expect(await shownIn(phone)).toBe(shown);
  });

  it.each(texts)('by drag and drop: %j', async (text) => {
    const { phone, devtools } = await atTheField();
    await drop(phone, devtools, text);
    expect(await shownIn(phone)).toBe(shown);
  });

  it.each([...texts, `code ${[...code].join(' ')}`])('by voice, in one piece: %j', async (text) => {
    const { phone, devtools } = await atTheField();
    await devtools.send('Input.insertText', { text });
    expect(await shownIn(phone)).toBe(shown);
  });

  it.each(texts)('by autofill: %j', async (text) => {
    const { phone } = await atTheField();
    await field(phone).fill(text.replaceAll('\n', ' '));
    expect(await shownIn(phone)).toBe(shown);
  });

  it('by autofill that tells nobody, and is taken at Next', async () => {
    const right = await codeFrom(televisionIn(testEnv).service);
    const { phone } = await atTheField();
    await phone.page.evaluate(
      (value) => {
        (document.getElementById('code') as HTMLInputElement).value = value;
      },
      `Code: ${right.slice(0, 4)} ${right.slice(4)}`,
    );
    await phone.page.getByRole('button', { name: 'Next' }).tap();
    await phone.waitForStep('confirm');
    expect(asked()).toContain(`GET /api/v2/NORTHSTAR/sessions/${right}`);
  });

  it('takes the place of what was typed before, when it holds a whole code', async () => {
    const { phone } = await atTheField();
    await phone.page.keyboard.type('zzz');
    await paste(phone, `Code: ${shown}`);
    expect(await shownIn(phone)).toBe(shown);
    // A pasted part of a code is inserted at the caret.
    await phone.page.keyboard.press('Home');
    await paste(phone, 'ab');
    expect(await shownIn(phone)).toBe('AB82 QP48 2QP4 S8');
  });

  it('is corrected where the caret is', async () => {
    const { phone } = await atTheField();
    await phone.page.keyboard.type('82qx482qp4s8');
    for (let steps = 0; steps < 10; steps += 1) await phone.page.keyboard.press('ArrowLeft');
    await phone.page.keyboard.press('Backspace');
    await phone.page.keyboard.type('p');
    expect(await shownIn(phone)).toBe(shown);
  });
});

describe('the pause after a wrong code', () => {
  it('takes its sentence away when it is over', async () => {
    const { phone } = await atTheField();
    const { page } = phone;
    await page.clock.install();
    await page.keyboard.type('zzzz999');
    await page.keyboard.press('Enter');
    await page.locator('button:text-is("Wait 1 s")').waitFor();
    await page.keyboard.press('Enter');
    expect(await page.locator('#status').textContent()).toBe('You can try again in 1 s.');
    await page.clock.runFor(1_100);
    expect(await page.locator('button[type=submit]').textContent()).toBe('Next');
    expect(await page.locator('#status').textContent()).toBe('');
  });
});
