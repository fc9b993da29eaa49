import 'couchpass:polyfills';
import launch from 'couchpass:app';

/** Called by LightningJS SDK's `startApp`, by the page from `lng dist`, and by an operator's own loader. */
export default function (...handedOver) {
  return launch(...handedOver);
}
