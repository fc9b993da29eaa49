import type { Texts } from './keys.ts';

/** Spanish of the Americas: only the texts that differ from those in `es.ts`. */
export const esUS: Partial<Texts> = {
  'action.goLive': 'Ver en vivo',
  'action.onPhone': 'En mi celular',
  'action.stopThere': 'Detener ahí y ver aquí',

  'launch.slow': 'Está tardando más de lo normal. Verificando la conexión…',

  'home.slow': 'Está tardando más de lo normal. Puedes esperar o intentarlo más tarde.',
  'row.live': 'En vivo',
  'row.shorts': 'Videos',
  'home.watched': '{percent}% visto',
  'badge.live': 'En vivo',
  'access.live': 'En vivo',
  'title.subscription': 'Viene con tu suscripción de TV de {provider}.',

  'signIn.step1': 'En tu celular o computadora, abre',
  'signIn.step2': 'Ingresa este código',
  'signIn.step3': 'Inicia sesión ahí. Esta pantalla continuará sola.',
  'signIn.checking': 'Verificando si ya iniciaste sesión…',
  'signIn.notYet': 'Aún no has iniciado sesión. Termina en tu celular y elige Continuar.',
  'signIn.troubled': 'La conexión es inestable. Tu código es válido y seguimos intentando.',
  'signIn.timeLeft': 'El código es válido por {time} más.',
  'signIn.approvedTitle': 'Iniciaste sesión',
  'signIn.expiredTitle': 'Este código venció',
  'signIn.expired':
    'Los códigos son válidos por poco tiempo. Pide uno nuevo y empieza otra vez en tu celular.',
  'signIn.hereOpening':
    'La página de inicio de sesión está abierta en el navegador de este dispositivo. Termina ahí: esta pantalla continuará sola.',
  'signIn.slow': 'Está tardando más de lo normal. Puedes esperar o cancelar.',

  'authorizing.status': 'Consultando a tu proveedor de TV sobre {title}…',
  'authorizing.ending': 'Deteniendo la reproducción en la otra pantalla…',

  'player.slow': 'La transmisión tarda en llegar. Puedes esperar o volver.',
  'player.waiting': 'Esperando la red. Continuará aquí por sí solo.',
  'player.otherLanguage': 'Este idioma no se puede reproducir ahora. Escuchas otro.',
  'player.live': 'En vivo',
  'player.behind': '{time} de retraso',

  'notAvailable.item': 'Elegiste {title}',

  'streams.help':
    'Tu cuenta se está usando en estas pantallas. Elige una para detenerla y ver aquí.',
  'streams.confirmTitle': '¿Detener {device} y ver aquí?',
  'streams.confirm':
    'Es posible que alguien esté viendo algo ahí. La reproducción en esa pantalla termina de inmediato.',
  'takenOver.title': 'La reproducción pasó a otra pantalla',

  'account.settings': 'Configuración',

  'signedOut.title': 'Cerraste sesión aquí',
  'signedOut.message':
    'Este dispositivo guarda por su cuenta otra sesión con tu proveedor de TV. Para cerrarla también, hazlo en la configuración del dispositivo.',
  'signedOut.untold':
    'No se pudo avisar al servicio que cerraste sesión. En este dispositivo quedó cerrada de todos modos.',
  'exit.message': 'Lo que viste queda guardado.',
  'profiles.help': 'Cada una es válida hasta la fecha indicada.',
  'support.requests': 'Las últimas solicitudes',
  'support.qr': 'Toma una foto para asistencia',

  'confirmProvider.message':
    'Tu última sesión terminó. Necesitarás otra vez tu celular o computadora.',

  'providers.none': 'Ningún proveedor se llama así. Prueba con menos letras o elige en tu celular.',

  'notice.online': 'La red volvió.',

  'problem.offline.help':
    'No se puede conectar con el servicio. Revisa la red de este dispositivo e inténtalo de nuevo.',
  'problem.intercepted.title': 'Respondió otra cosa',
  'problem.intercepted.help':
    'Un filtro, un proxy o un programa de seguridad respondió en lugar del servicio. Inténtalo de nuevo o usa otra red.',
  'problem.signInAgain.help': 'Tu sesión terminó. Inicia sesión una vez más para continuar.',
  'problem.parentalControl.help':
    'La clasificación supera el límite establecido con tu proveedor. Puedes cambiarlo ahí.',
  'problem.providerPause.title': 'Tu proveedor lo pausó',
  'problem.playback.help': 'No se autorizó la reproducción. Inténtalo de nuevo o elige otra cosa.',
  'problem.stream.title': 'La imagen se detuvo',
  'problem.stream.help': 'La transmisión se cortó. Revisa la red e inténtalo de nuevo.',
  'problem.streams.title': 'No se pudieron contar tus pantallas',
  'problem.previewOver.title': 'Tu prueba gratis terminó',
  'problem.streamRights.title': 'Tu permiso para ver terminó',
  'problem.streamRights.help':
    'La imagen está bien, pero el permiso venció. Inténtalo otra vez: se consultará de nuevo a tu proveedor.',
  'problem.streamRefused.title': 'Este video no está disponible',
  'problem.streamPage.title': 'Llegó otra cosa',
  'problem.streamPage.help':
    'En lugar de la imagen llegó una página: de la red o de un servidor que no está listo. Inténtalo de nuevo en un momento.',
  'problem.licenceRefused.title': 'No se desbloqueó el programa',
  'problem.licenceRefused.help':
    'El servicio que desbloquea los programas protegidos lo rechazó. Inténtalo más tarde o comunica el código de abajo a asistencia.',
  'problem.licenceFailed.help':
    'El servicio que desbloquea los programas protegidos no responde. Inténtalo en unos minutos.',
  'problem.unsupported.help':
    'La transmisión está hecha para otros dispositivos. Comunica el código de abajo a asistencia.',
  'problem.unknown.title': 'Algo salió mal',
};
