import { installAbortController } from '@couchpass/platforms/television';

// Imported before anything else: modules make use of it as they load.
installAbortController(window);
