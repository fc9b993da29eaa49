import { createTizenPlatform } from '@couchpass/platforms/tizen';
import './television.ts';

import { packagedSettings } from './packagedSettings.ts';
import { start } from './start.ts';

/** The TV app on Samsung's televisions. */
void start(packagedSettings, (video) => {
  const platform = createTizenPlatform({ database: 'couchpass', video });
  return { platform, remembers: platform.remembers };
});
