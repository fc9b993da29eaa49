import type { SigningOutView } from '@couchpass/core';
import { type PageModel, signingOutModel } from '../models/page.ts';
import { Waiting } from './Waiting.ts';

export class SigningOut extends Waiting<SigningOutView> {
  describe(view: SigningOutView): PageModel {
    return signingOutModel(view, this.waited, this.context.translate);
  }
}
