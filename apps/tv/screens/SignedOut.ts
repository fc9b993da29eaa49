import type { SignedOutView } from '@couchpass/core';
import { type PageModel, signedOutModel } from '../models/page.ts';
import { Page } from './Page.ts';

/** Signed out of this app, while the device itself holds a sign-in too. */
export class SignedOut extends Page<SignedOutView> {
  describe(view: SignedOutView): PageModel {
    return signedOutModel(view, this.context.translate);
  }
}
