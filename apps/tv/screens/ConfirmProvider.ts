import type { ConfirmProviderView } from '@couchpass/core';
import { confirmProviderModel, type PageModel } from '../models/page.ts';
import { Page } from './Page.ts';

/** Asks whether the provider of the last sign-in is still the right one. */
export class ConfirmProvider extends Page<ConfirmProviderView> {
  describe(view: ConfirmProviderView): PageModel {
    return confirmProviderModel(view, this.context.translate);
  }
}
