import type { Network } from '@couchpass/core';
import type { Player } from '../platform.ts';
import { HoldOutPlayer } from './HoldOutPlayer.ts';
import { createVideoPlayer } from './player.ts';

/** The player for a browser's page; this script is fetched at the first playback. */
export function createHoldOutPlayer(video: HTMLVideoElement, network: Network): Player {
  const nativeHls = /^Apple/.test(navigator.vendor);
  return new HoldOutPlayer(createVideoPlayer(video, { nativeHls }), network);
}
