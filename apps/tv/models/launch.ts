import type { ScreenModel } from '../screenModel.ts';
import type { Translate } from '../texts/index.ts';
import { sayAfter, slowAfter } from './common.ts';

export interface LaunchModel extends ScreenModel {
  readonly screen: 'launch';
  readonly status: string;
}

/** @param waited ms since the app was opened */
export function launchModel(waited: number, translate: Translate): LaunchModel {
  const status =
    waited >= slowAfter
      ? translate('launch.slow')
      : waited >= sayAfter
        ? translate('launch.status')
        : '';
  return {
    screen: 'launch',
    title: translate('launch.title'),
    status,
    said: status ? [{ id: 'status', text: status, live: 'status' }] : [],
    groups: [],
    preferred: null,
    back: { type: 'BACK' },
  };
}
