import type { ExitView } from '@couchpass/core';
import { exitModel, type PageModel } from '../models/page.ts';
import { Page } from './Page.ts';

/** Asks whether to leave the app, on platforms that require the question. */
export class Exit extends Page<ExitView> {
  describe(view: ExitView): PageModel {
    return exitModel(view, this.context.brand.name, this.context.translate);
  }
}
