import type { Texts } from './index.ts';

export const es: Texts = {
  'nav.home': 'Inicio',
  'nav.account': 'Cuenta',
  'nav.main': 'Menú principal',
  'nav.signIn': 'Inicia sesión con tu proveedor de TV',
  'nav.toWatch': 'Para ver · {title}',

  'action.continue': 'Continuar',
  'action.newCode': 'Código nuevo',
  'action.cancel': 'Cancelar',
  'action.back': 'Volver',
  'action.retry': 'Reintentar',
  'action.signIn': 'Iniciar sesión',
  'action.signInAgain': 'Iniciar sesión otra vez',
  'action.signOut': 'Cerrar sesión',
  'action.stay': 'Seguir conectado',
  'action.browse': 'Ver programas gratis',
  'action.play': 'Reproducir',
  'action.pause': 'Pausar',
  actions: 'Acciones',

  'launch.title': 'Iniciando',
  'launch.status': 'Preparando todo…',
  'launch.slow': 'Está tardando más de lo normal. Comprobando la conexión…',

  'home.title': 'Inicio',
  'home.loading': 'Cargando programas…',
  'badge.free': 'Gratis',
  'badge.signIn': 'Inicia sesión',
  'badge.live': 'En directo',
  'access.free': 'Gratis',
  'access.signIn': 'Inicia sesión para ver',
  'access.subscription': 'Suscripción de TV',
  'access.live': 'En directo',
  'duration.hours': '{hours} h {minutes} min',
  'duration.minutes': '{minutes} min',

  'signIn.title': 'Inicia sesión con tu proveedor de TV',
  'signIn.step1': 'En tu teléfono u ordenador, abre',
  'signIn.step2': 'Escribe este código',
  'signIn.step3': 'Inicia sesión allí. Esta pantalla avanza sola.',
  'signIn.scan': 'o escanea con la cámara',
  'signIn.preparing': 'Obteniendo tu código…',
  'signIn.waiting': 'Esperando a que inicies sesión.',
  'signIn.checking': 'Comprobando si ya has iniciado sesión…',
  'signIn.notYet': 'Aún no has iniciado sesión. Termina en tu teléfono y elige Continuar.',
  'signIn.troubled': 'La conexión falla. Tu código sigue siendo válido y lo seguimos intentando.',
  'signIn.timeLeft': 'El código vale durante {time} más.',
  'signIn.approvedTitle': 'Has iniciado sesión',
  'signIn.approved': 'Sesión iniciada con {provider}.',
  'signIn.approvedItem': 'Empieza {title}.',
  'signIn.expiredTitle': 'Este código ha caducado',
  'signIn.expired':
    'Los códigos valen poco tiempo. Pide uno nuevo y empieza otra vez en tu teléfono.',

  'authorizing.title': 'Un momento',
  'authorizing.status': 'Preguntando a tu proveedor de TV por {title}…',
  'authorizing.slow': 'Tu proveedor de TV tarda en responder. Puedes seguir esperando o volver.',

  'player.title': 'Reproduciendo: {title}',
  'player.loading': 'Cargando',
  'player.progress': '{position} de {duration}',
  'player.live': 'En directo',
  'player.paused': 'En pausa',
  'player.playing': 'Reproduciendo',
  'player.seekHint': '10 segundos atrás o adelante',

  'notAvailable.item': 'Has elegido {title}',
  'notAvailable.provider': 'Tu proveedor dice:',

  'account.title': 'Cuenta',
  'account.provider': 'Proveedor de TV',
  'account.since': 'Sesión iniciada desde',
  'account.until': 'Sesión válida hasta',
  'account.version': 'Versión {version}',
  'account.signedOutTitle': 'No has iniciado sesión',
  'account.signedOut':
    'Inicia sesión con tu proveedor de TV para ver todo lo que incluye tu paquete.',
  'account.confirmTitle': '¿Cerrar la sesión de {provider}?',
  'account.confirm':
    'Los programas gratis seguirán disponibles. Para el resto tendrás que iniciar sesión otra vez.',

  'signingOut.title': 'Cerrando sesión',
  'signingOut.status': 'Avisando a tu proveedor de TV…',

  'problem.support': 'Para soporte: {code}',
  'problem.supportTrace': 'Para soporte: {code} · {trace}',
  'notice.offline': 'Sin conexión de red. Seguiremos en cuanto vuelva.',
  'notice.online': 'La red ha vuelto.',
  'notice.forgetful':
    'Este navegador no nos deja guardar nada. La próxima vez tendrás que iniciar sesión de nuevo.',

  'problem.offline.title': 'Sin conexión',
  'problem.offline.help':
    'No se puede llegar al servicio. Revisa la red de este dispositivo e inténtalo de nuevo.',
  'problem.slow.title': 'Sin respuesta a tiempo',
  'problem.slow.help':
    'El servicio tarda demasiado en responder. Espera un momento e inténtalo de nuevo.',
  'problem.busy.title': 'El servicio está saturado',
  'problem.busy.help':
    'Muchas personas están iniciando sesión ahora. Espera un minuto e inténtalo de nuevo.',
  'problem.service.title': 'El servicio tiene un problema',
  'problem.service.help': 'No es culpa tuya. Inténtalo de nuevo en unos minutos.',
  'problem.setup.title': 'Esta aplicación no está bien configurada',
  'problem.setup.help': 'El servicio no acepta esta aplicación. Da a soporte el código de abajo.',
  'problem.signInAgain.title': 'Inicia sesión otra vez',
  'problem.signInAgain.help': 'Tu sesión ha terminado. Inicia sesión una vez más para continuar.',
  'problem.notInPackage.title': 'No está en tu paquete',
  'problem.notInPackage.help':
    'Tu paquete de TV no incluye este canal. Tu proveedor puede añadirlo.',
  'problem.parentalControl.title': 'Bloqueado por el control parental',
  'problem.parentalControl.help':
    'La clasificación supera el límite fijado en tu proveedor. Puedes cambiarlo allí.',
  'problem.providerPause.title': 'Tu proveedor lo ha pausado',
  'problem.providerPause.help':
    'Tu proveedor de TV no lo permite ahora. Inténtalo más tarde o pregúntale.',
  'problem.providerUnavailable.title': 'Tu proveedor no está disponible',
  'problem.providerUnavailable.help':
    'Tu proveedor de TV no responde. Inténtalo de nuevo en unos minutos.',
  'problem.playback.title': 'No se puede reproducir',
  'problem.playback.help':
    'No se ha dado permiso para reproducirlo. Inténtalo de nuevo o elige otra cosa.',
  'problem.stream.title': 'La imagen se ha parado',
  'problem.stream.help': 'La emisión se ha cortado. Revisa la red e inténtalo de nuevo.',
  'problem.unknown.title': 'Algo ha salido mal',
  'problem.unknown.help': 'Inténtalo de nuevo. Si vuelve a pasar, da a soporte el código de abajo.',
};
