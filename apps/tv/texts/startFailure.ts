/** Why the app did not start. */
export type StartFailure = 'graphics' | 'failed';

interface NoStartTexts {
  readonly title: string;
  readonly why: string;
  readonly help: string;
}

export interface StartFailureLanguage extends Readonly<Record<StartFailure, NoStartTexts>> {
  readonly again: string;
  readonly support: string;
}

/**
 * What a viewer reads when the app cannot start. Separate from the other texts, because these are needed before the
 * texts of a language have been fetched, and when nothing can be fetched.
 */
export const startFailureTexts = {
  en: {
    graphics: {
      title: 'This device cannot draw the app',
      why: 'The app draws with WebGL, and this device does not offer it now.',
      help: 'On a television: unplug it for a minute, switch it on and open the app again. In a browser: turn on graphics acceleration in its settings, or update it.',
    },
    failed: {
      title: 'The app could not start',
      why: 'Something went wrong before the first picture.',
      help: 'If it happens again, switch the device off and on, or install the app again.',
    },
    again: 'Press OK to try again',
    support: 'For support: {code}',
  },
  es: {
    graphics: {
      title: 'Este dispositivo no puede mostrar la aplicación',
      why: 'La aplicación dibuja con WebGL y este dispositivo no lo ofrece en este momento.',
      help: 'En un televisor: desenchúfalo un minuto, enciéndelo y abre de nuevo la aplicación. En un navegador: activa la aceleración gráfica en sus ajustes o actualízalo.',
    },
    failed: {
      title: 'La aplicación no pudo iniciarse',
      why: 'Algo falló antes de la primera imagen.',
      help: 'Si vuelve a ocurrir, apaga y enciende el dispositivo o instala de nuevo la aplicación.',
    },
    again: 'Pulsa OK para volver a intentarlo',
    support: 'Para el servicio de ayuda: {code}',
  },
  fr: {
    graphics: {
      title: 'Cet appareil ne peut pas afficher l’application',
      why: 'L’application dessine avec WebGL, et cet appareil ne le propose pas en ce moment.',
      help: 'Sur un téléviseur : débranchez-le une minute, rallumez-le et rouvrez l’application. Dans un navigateur : activez l’accélération graphique dans ses réglages, ou mettez-le à jour.',
    },
    failed: {
      title: 'L’application n’a pas pu démarrer',
      why: 'Une erreur s’est produite avant la première image.',
      help: 'Si cela se reproduit, éteignez et rallumez l’appareil, ou réinstallez l’application.',
    },
    again: 'Appuyez sur OK pour réessayer',
    support: 'Pour l’assistance : {code}',
  },
  nl: {
    graphics: {
      title: 'Dit apparaat kan de app niet tonen',
      why: 'De app tekent met WebGL, en dit apparaat biedt dat nu niet aan.',
      help: 'Op een tv: haal de stekker er een minuut uit, zet hem aan en open de app opnieuw. In een browser: zet grafische versnelling aan in de instellingen, of werk hem bij.',
    },
    failed: {
      title: 'De app kon niet starten',
      why: 'Er ging iets mis voor het eerste beeld.',
      help: 'Gebeurt het weer, zet het apparaat dan uit en aan, of installeer de app opnieuw.',
    },
    again: 'Druk op OK om het opnieuw te proberen',
    support: 'Voor de helpdesk: {code}',
  },
} as const satisfies Readonly<Record<string, StartFailureLanguage>>;
