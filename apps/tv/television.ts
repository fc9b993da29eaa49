import { installAbortController } from '@couchpass/platforms/television';

// Imported before anything else: other modules use it while they load.
installAbortController(window);
