import type { Network } from '@couchpass/core';
import type { Player } from '../platform.ts';
import { HoldOutPlayer } from './HoldOutPlayer.ts';
import { createVideoPlayer } from './player.ts';

/** The player of a browser's page: everything that is fetched when something plays. */
export function createHoldOutPlayer(video: HTMLVideoElement, network: Network): Player {
  const nativeHls = /^Apple/.test(navigator.vendor);
  return new HoldOutPlayer(createVideoPlayer(video, { nativeHls }), network);
}
