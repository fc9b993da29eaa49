import type { ExitView } from '@couchpass/core';
import { exitModel, type PageModel } from '../models/page.ts';
import { Page } from './Page.ts';

/** Whether to leave the app, where the platform wants that asked. */
export class Exit extends Page<ExitView> {
  describe(view: ExitView): PageModel {
    return exitModel(view, this.context.brand.name, this.context.translate);
  }
}
