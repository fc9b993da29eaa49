import { createWebosPlatform } from '@couchpass/platforms/webos';
import './television.ts';

import { packagedSettings } from './packagedSettings.ts';
import { start } from './start.ts';

/** The TV app on LG's televisions. */
void start(packagedSettings, (video) => {
  const platform = createWebosPlatform({ database: 'couchpass', video });
  return { platform, remembers: platform.remembers };
});
