import type { ProblemView } from '@couchpass/core';
import { type PageModel, problemModel } from '../models/page.ts';
import { Page } from './Page.ts';

/** A failure that stops the viewer: try again, or go on without it. */
export class Problem extends Page<ProblemView> {
  describe(view: ProblemView): PageModel {
    return problemModel(view, this.context.translate);
  }
}
