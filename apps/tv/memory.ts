import type { Platform } from '@couchpass/platforms';
import type { StageLike } from './lightning.ts';

/**
 * Frees the textures that nothing on the screen uses: when the device runs short of memory, and when the viewer
 * leaves the app, because a device ends background apps first.
 */
export function spareMemory(
  { memory, lifecycle }: Pick<Platform, 'memory' | 'lifecycle'>,
  stage: Pick<StageLike, 'gc'>,
): void {
  memory?.subscribeShort?.(() => stage.gc(false));
  lifecycle.subscribe((visible) => {
    if (!visible) stage.gc(false);
  });
}
