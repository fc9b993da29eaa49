import type { NotAvailableView } from '@couchpass/core';
import { notAvailableModel, type PageModel } from '../models/page.ts';
import { Page } from './Page.ts';

/** Why a title does not play, in the provider's own text where it sent one, and what can be done. */
export class NotAvailable extends Page<NotAvailableView> {
  describe(view: NotAvailableView): PageModel {
    return notAvailableModel(view, this.context.translate);
  }
}
