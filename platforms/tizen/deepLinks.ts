import type { DeepLinkSource } from '../platform.ts';
import { DeepLinkQueue, readLink } from '../television/deepLinks.ts';
import type { Features } from '../television/Features.ts';
import type { TizenHost } from './host.ts';

/** The key under which Smart Hub and other apps send the link. Samsung: "Smart Hub Preview". */
const payloadKey = 'PAYLOAD';

/** The launch's own application control, and later ones while the app runs (`appcontrol`). */
export function tizenDeepLinks(
  host: TizenHost,
  features: Features,
  target: Pick<Window, 'addEventListener'>,
): DeepLinkSource {
  const links = new DeepLinkQueue();
  const look = () => links.add(readLink(payloadOf(host, features)));
  look();
  target.addEventListener('appcontrol', look);
  return links;
}

/** null when the app was started without a link. */
function payloadOf({ tizen }: TizenHost, features: Features): unknown {
  const requested = features.attempt('application.getRequestedAppControl', () => {
    const application = tizen?.application?.getCurrentApplication();
    // Null is a valid answer: the app was started without a request.
    return application === undefined ? undefined : { found: application.getRequestedAppControl() };
  });
  const data = requested?.found?.appControl?.data ?? [];
  return data.find(({ key }) => key === payloadKey)?.value[0] ?? null;
}
