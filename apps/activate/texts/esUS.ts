import type { Texts } from './en.ts';

/** Spanish of the Americas: only the texts that differ from those in `es.ts`. */
export const esUS: Partial<Texts> = {
  codeIntro: 'Ingresa el código que aparece en la pantalla del televisor.',
  codeFromLink: 'El código venía en el enlace. Verifica que tu televisor muestre el mismo.',
  codeEmpty: 'Ingresa el código que muestra tu televisor.',
  codeWrong:
    'Este código no funciona. Compáralo con la pantalla del televisor o pide ahí un código nuevo.',
  checkingCode: 'Verificando el código…',

  callsItself: 'Dice llamarse “{device}”.',
  onlyIfYours: 'Continúa solo si tú lo pediste y este código está en un televisor frente a ti.',
  notMe: 'Yo no pedí esto',
  nextChoose:
    'Luego eliges tu proveedor de TV e inicias sesión en su propia página. {brand} nunca ve tu contraseña.',
  nextSignIn: 'Luego inicias sesión en la página de {provider}. {brand} nunca ve tu contraseña.',

  stoppedTitle: 'No se conectó nada',
  stoppedBody:
    'Hiciste bien en verificarlo. Si alguien te envió este código o enlace, no lo uses: podría ver televisión con tu suscripción.',
  otherCode: 'Ingresar otro código',

  noMatch:
    'No hay resultados para “{query}”. Revisa la ortografía. Un proveedor que no está en la lista no funciona con {brand}.',

  asking: 'Verificando si iniciaste sesión…',
  doneTitle: 'Iniciaste sesión con {provider}',
  doneTitlePlain: 'Iniciaste sesión',

  endedTitle: 'Este código venció',
  endedBody:
    'Si ya iniciaste sesión, vuelve al televisor: continuará por sí solo. Si no, pídele un código nuevo.',

  newCode: 'Ingresar un código nuevo',

  interceptedTitle: 'Respondió otra cosa',
  interceptedBody:
    'Un filtro, un proxy o un programa de seguridad respondió en lugar del servicio. Inténtalo de nuevo o usa otra red, por ejemplo los datos móviles.',
  downBody:
    'No tiene que ver con tu código ni con tu contraseña. Inténtalo de nuevo en unos minutos.',
};
