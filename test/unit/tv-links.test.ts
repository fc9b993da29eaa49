import { describe, expect, it } from 'vitest';
import { followLinks } from '../../apps/tv/links.ts';
import type { Couchpass } from '../../core/couchpass.ts';
import type { View } from '../../core/machine/view.types.ts';
import { DeepLinkQueue } from '../../platforms/television/deepLinks.ts';

const item = { id: 'quiet-orbit', title: 'Quiet Orbit' };
const catalogue = { rows: [{ items: [item] }] };
const home = (more: object = {}) =>
  ({ screen: 'home', viewer: null, catalogue, ...more }) as unknown as View;
const other = (screen: string) => ({ screen }) as unknown as View;

function app(view: View) {
  const sent: unknown[] = [];
  let listener: (view: View) => void = () => {};
  const couchpass = {
    view,
    send: (event: unknown) => void sent.push(event),
    subscribe: (heard: typeof listener) => {
      listener = heard;
      return () => {};
    },
  };
  const links = new DeepLinkQueue();
  return {
    sent,
    links,
    follow: () => followLinks(links, couchpass as unknown as Couchpass),
    shows(next: View) {
      couchpass.view = next;
      listener(next);
    },
  };
}

describe('where a launch wants to go', () => {
  it('waits for Home and its catalogue, and then opens the title', () => {
    const { sent, links, follow, shows } = app(other('launch'));
    links.add({ kind: 'title', id: item.id });
    follow();
    shows(home({ catalogue: null }));
    expect(sent).toEqual([]);
    shows(home());
    shows(home());
    expect(sent).toEqual([{ type: 'SHOW', item }]);
  });

  it('starts signing in, unless somebody is signed in', () => {
    const first = app(home());
    first.links.add({ kind: 'signIn' });
    first.follow();
    expect(first.sent).toEqual([{ type: 'SIGN_IN' }]);
    const second = app(home({ viewer: { mvpd: 'x' } }));
    second.links.add({ kind: 'signIn' });
    second.follow();
    expect(second.sent).toEqual([]);
  });

  it('comes back from other screens when the app was running, and does not do so for ever', () => {
    const { sent, links, follow, shows } = app(home());
    follow();
    shows(other('player'));
    links.add({ kind: 'title', id: item.id });
    shows(other('title'));
    shows(home());
    expect(sent).toEqual([{ type: 'BACK' }, { type: 'BACK' }, { type: 'SHOW', item }]);
    shows(other('player'));
    links.add({ kind: 'title', id: item.id });
    for (let i = 0; i < 30; i += 1) shows(other('player'));
    expect(sent).toHaveLength(3 + 8);
  });

  it('leaves a first launch that stops at a problem to the viewer', () => {
    const { sent, links, follow, shows } = app(other('launch'));
    links.add({ kind: 'title', id: item.id });
    follow();
    shows(other('problem'));
    expect(sent).toEqual([]);
  });

  it('forgets a title that is not in the feed', () => {
    const { sent, links, follow, shows } = app(home());
    follow();
    links.add({ kind: 'title', id: 'gone' });
    shows(home());
    expect(sent).toEqual([]);
  });
});
