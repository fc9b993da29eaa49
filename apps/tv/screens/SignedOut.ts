import type { SignedOutView } from '@couchpass/core';
import { type PageModel, signedOutModel } from '../models/page.ts';
import { Page } from './Page.ts';

/** The viewer is signed out of this app, while the device itself still has a sign-in. */
export class SignedOut extends Page<SignedOutView> {
  describe(view: SignedOutView): PageModel {
    return signedOutModel(view, this.context.translate);
  }
}
