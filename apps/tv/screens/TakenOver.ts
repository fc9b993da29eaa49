import type { TakenOverView } from '@couchpass/core';
import type { PageModel } from '../models/page.ts';
import { takenOverModel } from '../models/streams.ts';
import { Page } from './Page.ts';

/** Another device has ended this playback: says which one, and never starts again by itself. */
export class TakenOver extends Page<TakenOverView> {
  describe(view: TakenOverView): PageModel {
    return takenOverModel(view, this.context.translate);
  }
}
