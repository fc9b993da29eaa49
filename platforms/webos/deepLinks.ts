import type { DeepLinkSource } from '../platform.ts';
import { DeepLinkQueue, readLink } from '../television/deepLinks.ts';
import type { Features } from '../television/Features.ts';
import { systemOf, type WebosHost } from './host.ts';

/**
 * The launch's own parameters, and those of launches while the app runs. LG: "App Lifecycle Management".
 * After a relaunch the app activates itself: televisions do not do this for apps that listen to the event.
 */
export function webosDeepLinks(
  host: WebosHost,
  features: Features,
  target: Pick<Document, 'addEventListener'>,
): DeepLinkSource {
  const links = new DeepLinkQueue();
  const parameters = () =>
    features.attempt('PalmSystem.launchParams', () => systemOf(host)?.launchParams);
  links.add(readLink(parameters()));
  target.addEventListener('webOSRelaunch', (event) => {
    // Newer televisions put the parameters into the event; all of them change `launchParams`.
    const { detail } = event as CustomEvent<unknown>;
    links.add(readLink(detail) ?? readLink(parameters()));
    features.attempt('PalmSystem.activate', () => {
      systemOf(host)?.activate?.();
      return systemOf(host)?.activate && true;
    });
  });
  return links;
}
