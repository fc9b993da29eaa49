import { describe, expect, it } from 'vitest';
import { Announcer, speakTo } from '../../apps/tv/announcer.ts';
import type { ScreenModel } from '../../apps/tv/screenModel.ts';

const model = (change: Partial<ScreenModel> = {}): ScreenModel => ({
  screen: 'signIn',
  title: 'Sign in',
  said: [
    { id: 'address', text: 'northstar.example' },
    { id: 'code', text: '8BLW', spoken: '8 B L W', live: 'status' },
    { id: 'time-left', text: '28:41' },
  ],
  groups: [
    {
      id: 'actions',
      name: 'Actions',
      actions: [
        { id: 'continue', label: 'Continue', role: 'button', event: null },
        { id: 'card', label: 'Film', spoken: 'Film, free', role: 'button', event: null },
      ],
    },
  ],
  preferred: 'continue',
  back: null,
  ...change,
});

function listen() {
  const heard: [string, boolean][] = [];
  const announcer = new Announcer();
  const say = speakTo((words, urgent) => heard.push([words, urgent]));
  return {
    heard,
    look: (seen: ScreenModel, focused: string | null) => say(announcer.next(seen, focused)),
  };
}

describe('the television’s own voice', () => {
  it('says title, what is announced, then what is focused; the code letter by letter', () => {
    const { heard, look } = listen();
    look(model(), 'continue');
    expect(heard).toEqual([['Sign in. 8 B L W. Continue', true]]);
  });

  it('says where the focus went, by its full name, and cuts off what came before', () => {
    const { heard, look } = listen();
    look(model(), 'continue');
    look(model(), 'card');
    look(model(), 'card');
    expect(heard.slice(1)).toEqual([['Film, free', true]]);
  });

  it('says what changed by itself once, and lets a sentence end for it', () => {
    const { heard, look } = listen();
    look(model(), 'continue');
    const status = { id: 'status', text: 'Checking…', live: 'status' } as const;
    const changed = model({ said: [...model().said, status] });
    look(changed, 'continue');
    look({ ...changed, said: changed.said.map((part) => ({ ...part })) }, 'continue');
    expect(heard.slice(1)).toEqual([['Checking…', false]]);
  });

  it('says nothing of a countdown', () => {
    const { heard, look } = listen();
    look(model(), 'continue');
    const said = model().said.map((part) =>
      part.id === 'time-left' ? { ...part, text: '28:40' } : part,
    );
    look(model({ said }), 'continue');
    expect(heard).toHaveLength(1);
  });

  it('an alarm comes before the rest, and at once', () => {
    const { heard, look } = listen();
    look(model(), 'continue');
    const alarm = { id: 'message', text: 'No connection', live: 'alert' } as const;
    look(model({ said: [...model().said, alarm] }), 'continue');
    expect(heard.at(-1)).toEqual(['No connection', true]);
  });
});
