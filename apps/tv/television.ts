import { installAbortController } from '../../platforms/television/abort.ts';

// Imported before anything else: modules make use of it as they load.
installAbortController(window);
