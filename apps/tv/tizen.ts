import './television.ts';

import { createTizenPlatform } from '../../platforms/tizen/platform.ts';
import { packagedSettings } from './packagedSettings.ts';
import { start } from './start.ts';

/** The TV app on Samsung's televisions. */
void start(packagedSettings, (video) => {
  const platform = createTizenPlatform({ database: 'couchpass', video });
  return { platform, remembers: platform.remembers };
});
