import type { Texts } from './en.ts';

export const es: Texts = {
  brandless: 'la aplicación de TV',

  codeTitle: 'Conecta tu televisor',
  codeIntro: 'Introduce el código que aparece en la pantalla del televisor.',
  codeFromLink: 'El código venía en el enlace. Comprueba que tu televisor muestra el mismo.',
  codeLabel: 'Código',
  codeHint: 'Da igual si usas mayúsculas o minúsculas, espacios o guiones.',
  codeEmpty: 'Introduce el código que muestra tu televisor.',
  codeWrong:
    'Este código no funciona. Compáralo con la pantalla del televisor o pide allí un código nuevo.',
  next: 'Siguiente',
  waitShort: 'Espera {seconds} s',
  waitLong: 'Podrás intentarlo de nuevo en {seconds} s.',
  checkingCode: 'Comprobando el código…',
  noPassword: '{brand} nunca ve la contraseña de tu proveedor de TV.',

  confirmTitle: '¿Es este tu televisor?',
  asks: 'Un televisor quiere ver contenidos de {brand}.',
  callsItself: 'Dice llamarse «{device}».',
  onlyIfYours: 'Continúa solo si lo has pedido tú y tienes delante el televisor con este código.',
  connect: 'Conectar este televisor',
  notMe: 'Yo no he pedido esto',
  nextChoose:
    'A continuación eliges tu proveedor de TV e inicias sesión en su propia página. {brand} nunca ve tu contraseña.',
  nextSignIn:
    'A continuación inicias sesión en la página de {provider}. {brand} nunca ve tu contraseña.',
  yourProvider: 'tu proveedor de TV',

  stoppedTitle: 'No se ha conectado nada',
  stoppedBody:
    'Has hecho bien en comprobarlo. Si alguien te ha enviado este código o enlace, no lo uses: podría ver la televisión con tu suscripción.',
  otherCode: 'Introducir otro código',

  loadingProviders: 'Cargando los proveedores…',
  providerTitle: '¿Cuál es tu proveedor de TV?',
  providerIntro: 'Es la empresa que te envía la factura de la televisión.',
  search: 'Busca tu proveedor',
  popular: 'Populares',
  moreProviders: 'Más proveedores',
  more: 'Mostrar más (quedan {count})',
  matches: 'Resultados: {count}',
  noMatch:
    'No hay resultados para «{query}». Revisa la ortografía. Un proveedor que no está en la lista no funciona con {brand}.',
  noProviders: 'En este momento no se puede elegir ningún proveedor.',
  opening: 'Abriendo la página de {provider}…',
  back: 'Atrás',

  askingTitle: 'Hola de nuevo',
  asking: 'Comprobando si has iniciado sesión…',
  doneTitle: 'Has iniciado sesión con {provider}',
  doneTitlePlain: 'Has iniciado sesión',
  doneBody: 'Vuelve a tu televisor: continuará por sí solo. Puedes cerrar esta página.',
  alreadyTitle: 'Ya habías iniciado sesión',
  alreadyBody:
    'Aquí no tienes que hacer nada más. Vuelve a tu televisor: continuará por sí solo. Puedes cerrar esta página.',

  endedTitle: 'Este código ha caducado',
  endedBody:
    'Si ya has iniciado sesión, vuelve al televisor: sigue solo. Si no, pídele un código nuevo.',

  notYetTitle: 'Todavía no has iniciado sesión',
  notYetBody:
    'La página de {provider} se cerró demasiado pronto o no te dejó entrar. Tu televisor sigue esperando.',
  tryAgain: 'Intentarlo de nuevo',
  otherProvider: 'Elegir otro proveedor',
  newCode: 'Introducir un código nuevo',

  offlineTitle: 'Sin conexión',
  offlineBody:
    'No se puede acceder al servicio. Revisa tu conexión a internet; en una red para invitados, abre antes otra página. Luego inténtalo de nuevo.',
  portalTitle: 'Esta red pide algo primero',
  portalBody:
    'Abre otra página en este navegador, haz lo que pide la red (a menudo un toque o un número de habitación), vuelve aquí e inténtalo de nuevo.',
  interceptedTitle: 'Ha respondido otra cosa',
  interceptedBody:
    'Un filtro, un proxy o un programa de seguridad ha respondido en lugar del servicio. Inténtalo de nuevo o usa otra red, por ejemplo los datos móviles.',
  busyTitle: 'Demasiadas solicitudes en este momento',
  busyBody:
    'Espera un momento e inténtalo de nuevo. El código de tu televisor sigue siendo válido.',
  downTitle: 'El servicio tiene un problema',
  downBody:
    'No tiene que ver con tu código ni con tu contraseña. Inténtalo de nuevo dentro de unos minutos.',
  setupTitle: 'Esta página no está bien configurada',
  setupBody:
    'Desde aquí no puedes arreglarlo. Indica al servicio de atención de {brand} lo que aparece abajo.',
  providerFaultTitle: '{provider} no se puede usar en este momento',
  providerFaultBody: 'Elige otro proveedor o inténtalo más tarde.',
  reference: 'Para el servicio de atención: {reference}',
  slow: 'Está tardando más de lo normal.',
  cancel: 'Cancelar',

  framedTitle: 'Abre esta página por separado',
  framedBody:
    'Está incluida dentro de otra página. Por tu seguridad, escribe tú mismo su dirección.',
};
