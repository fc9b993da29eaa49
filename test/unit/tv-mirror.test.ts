import { beforeEach, describe, expect, it } from 'vitest';
import { Mirror } from '../../apps/tv/mirror.ts';
import type { Action, ScreenModel } from '../../apps/tv/screenModel.ts';
import { FakeDocument, type FakeElement } from '../support/fakeDom.ts';

let page: FakeDocument;
let mirror: Mirror;
let wanted: string[];
let chosen: string[];

beforeEach(() => {
  page = new FakeDocument();
  wanted = [];
  chosen = [];
  mirror = new Mirror(page.body as unknown as HTMLElement, {
    wanted: (id) => wanted.push(id),
    chosen: (id) => chosen.push(id),
  });
});

const press = (id: string, label = id): Action => ({ id, label, role: 'button', event: null });

function signIn(change: Partial<ScreenModel> = {}): ScreenModel {
  return {
    screen: 'signIn',
    title: 'Sign in',
    said: [
      { id: 'address', text: 'northstar.example/activate' },
      { id: 'code', text: '8BLW4RW', spoken: '8 B L W 4 R W', live: 'status' },
      { id: 'status', text: 'Waiting', live: 'status' },
      { id: 'time-left', text: '28:41' },
    ],
    groups: [
      {
        id: 'actions',
        name: 'Actions',
        actions: [press('button-continue'), press('button-cancel')],
      },
    ],
    preferred: 'button-continue',
    back: { type: 'BACK' },
    ...change,
  };
}

const thing = (id: string): FakeElement => {
  const found = page.body.find('data-id', id);
  if (!found) throw new Error(`${id} is not in the mirror`);
  return found;
};
const focusedIds = () =>
  page.body
    .all()
    .filter((element) => element.getAttribute('data-focused') === 'true')
    .map((element) => element.getAttribute('data-id'));
const announced = () => page.body.find('id', 'announcements')?.textContent;
const alarmed = () => page.body.find('id', 'alerts')?.textContent;

describe('what is on the screen', () => {
  it('names screen, title, texts and things to press', () => {
    mirror.show(signIn(), 'button-continue');
    const main = page.body.find('id', 'mirror');
    expect(main?.getAttribute('data-screen')).toBe('signIn');
    expect(main?.getAttribute('aria-label')).toBe('Sign in');
    expect(thing('title').tagName).toBe('h1');
    expect(thing('address').textContent).toBe('northstar.example/activate');
    expect(thing('button-cancel').getAttribute('role')).toBe('button');
  });

  it('the code is read letter by letter and written as it is', () => {
    mirror.show(signIn(), 'button-continue');
    expect(thing('code').textContent).toBe('8BLW4RW');
    expect(thing('code').getAttribute('aria-label')).toBe('8 B L W 4 R W');
  });

  it('is patched in place: a tick of the countdown keeps every element', () => {
    mirror.show(signIn(), 'button-continue');
    const before = page.body.all();
    const said = signIn().said.map((part) =>
      part.id === 'time-left' ? { ...part, text: '28:40' } : part,
    );
    mirror.show(signIn({ said }), 'button-continue');
    expect(thing('time-left').textContent).toBe('28:40');
    expect(page.body.all()).toEqual(before);
    expect(page.activeElement).toBe(thing('button-continue'));
  });

  it('things that went away are gone, new ones stand in order', () => {
    mirror.show(signIn(), 'button-continue');
    const actions = [press('button-new-code'), press('button-cancel')];
    mirror.show(
      signIn({ said: [], groups: [{ id: 'actions', name: 'Actions', actions }] }),
      'button-new-code',
    );
    const ids = page.body
      .find('data-group', 'actions')
      ?.children.map((child) => child.getAttribute('data-id'));
    expect(ids).toEqual(['button-new-code', 'button-cancel']);
    expect(page.body.find('data-id', 'code')).toBeNull();
    expect(focusedIds()).toEqual(['button-new-code']);
  });

  it('markup in a feed stays text', () => {
    const text = '<img src=x onerror=alert(1)>';
    mirror.show(signIn({ title: text }), null);
    expect(thing('title').textContent).toBe(text);
    expect(thing('title').children).toEqual([]);
  });
});

describe('focus', () => {
  it('exactly one element has it, on the page as well', () => {
    mirror.show(signIn(), 'button-continue');
    mirror.show(signIn(), 'button-cancel');
    expect(focusedIds()).toEqual(['button-cancel']);
    expect(page.activeElement).toBe(thing('button-cancel'));
    expect(thing('button-cancel').getAttribute('tabindex')).toBe('0');
    expect(thing('button-continue').getAttribute('tabindex')).toBe('-1');
    expect(thing('button-continue').getAttribute('aria-current')).toBeNull();
  });

  it('is on the heading where there is nothing to press', () => {
    mirror.show(signIn({ groups: [] }), null);
    expect(focusedIds()).toEqual(['title']);
    expect(page.activeElement).toBe(thing('title'));
  });

  it('comes back when something else took it', () => {
    mirror.show(signIn(), 'button-continue');
    page.activeElement = null;
    mirror.show(signIn(), 'button-continue');
    expect(page.activeElement).toBe(thing('button-continue'));
  });

  it('a voice guide that moves or activates is heard, our own moves are not', () => {
    mirror.show(signIn(), 'button-continue');
    expect(wanted).toEqual([]);
    thing('button-cancel').focus();
    thing('button-cancel').dispatch('click');
    expect(wanted).toEqual(['button-cancel']);
    expect(chosen).toEqual(['button-cancel']);
  });
});

describe('announcements', () => {
  it('a new screen is announced with its title and what is live on it', () => {
    mirror.show(signIn(), 'button-continue');
    expect(announced()).toBe('Sign in 8 B L W 4 R W Waiting');
  });

  it('only what changed is announced after that, and the countdown never', () => {
    mirror.show(signIn(), 'button-continue');
    mirror.announce('');
    mirror.show(signIn({ said: signIn().said.filter(({ id }) => id !== 'time-left') }), null);
    expect(announced()).toBe('');
    const said = signIn().said.map((part) =>
      part.id === 'status' ? { ...part, text: 'Checking' } : part,
    );
    mirror.show(signIn({ said }), 'button-continue');
    expect(announced()).toBe('Checking');
  });

  it('a question that was answered is not left for those who read line by line; a notice is', () => {
    const question = { id: 'question', text: 'Sign out?', live: 'status' as const };
    mirror.show(signIn(), 'button-continue');
    mirror.show(signIn({ said: [...signIn().said, question] }), 'button-continue');
    expect(announced()).toBe('Sign out?');
    mirror.show(signIn(), 'button-continue');
    expect(announced()).toBe('');
    mirror.show(signIn({ said: [...signIn().said, question] }), 'button-continue');
    mirror.announce('You are offline');
    mirror.show(signIn(), 'button-continue');
    expect(announced()).toBe('You are offline');
  });

  it('a problem interrupts', () => {
    const said = [{ id: 'message', text: 'No connection', live: 'alert' as const }];
    mirror.show(signIn({ screen: 'problem', said }), null);
    expect(alarmed()).toBe('No connection');
    mirror.show(signIn(), 'button-continue');
    expect(alarmed()).toBe('');
  });
});
