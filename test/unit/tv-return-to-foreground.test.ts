import { expect, it } from 'vitest';
import { notifyOnForeground } from '../../apps/tv/returnToForeground.ts';
import type { MachineEvent } from '../../core/machine/events.ts';
import type { View } from '../../core/machine/view.types.ts';

function away(screen: View['screen']) {
  const sent: MachineEvent[] = [];
  let turn: (visible: boolean) => void = () => {};
  const couchpass = {
    view: { screen } as View,
    send: (event: MachineEvent) => void sent.push(event),
  };
  const stop = notifyOnForeground(couchpass, {
    lifecycle: {
      visible: true,
      subscribe: (listener) => {
        turn = listener;
        return () => {
          turn = () => {};
        };
      },
    },
  });
  return { sent, stop, turn: (visible: boolean) => turn(visible) };
}

it('says once that the app is back, and only when it was away', () => {
  const { sent, turn, stop } = away('signIn');
  turn(true);
  expect(sent).toEqual([]);
  turn(false);
  turn(false);
  expect(sent).toEqual([]);
  turn(true);
  turn(true);
  expect(sent).toEqual([{ type: 'RESUMED' }]);
  turn(false);
  stop();
  turn(true);
  expect(sent).toHaveLength(1);
});

it('leaves it to the player to say that watching goes on', () => {
  const { sent, turn } = away('player');
  turn(false);
  turn(true);
  expect(sent).toEqual([]);
});
