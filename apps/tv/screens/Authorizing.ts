import type { AuthorizingView } from '@couchpass/core';
import { authorizingModel, type PageModel } from '../models/page.ts';
import { Waiting } from './Waiting.ts';

/** The authorization decision is requested; usually too short to read. */
export class Authorizing extends Waiting<AuthorizingView> {
  describe(view: AuthorizingView): PageModel {
    return authorizingModel(view, this.waited, this.context.translate);
  }
}
