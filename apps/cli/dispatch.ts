import type { Command } from './args.ts';
import { migrate } from './checks/migrate.ts';
import { authorize } from './commands/authorize.ts';
import { checkauthn } from './commands/checkauthn.ts';
import { login } from './commands/login.ts';
import { logout } from './commands/logout.ts';
import { metadata } from './commands/metadata.ts';
import { play } from './commands/play.ts';
import { preauthorize } from './commands/preauthorize.ts';
import { preview } from './commands/preview.ts';
import { profiles } from './commands/profiles.ts';
import { providers } from './commands/providers.ts';
import { regcode } from './commands/regcode.ts';
import { resume } from './commands/resume.ts';
import { inspect } from './commands/session.ts';
import { status } from './commands/status.ts';
import { streams } from './commands/streams.ts';
import { tokens } from './commands/tokens.ts';
import type { ExitCode } from './exit.ts';
import type { Session } from './session.ts';

/** Runs the command that was typed. */
export function dispatch(
  command: Exclude<Command, { name: 'doctor' }>,
  session: Session,
): Promise<ExitCode> {
  switch (command.name) {
    case 'login':
      return login(session);
    case 'status':
      return status(session);
    case 'logout':
      return logout(session);
    case 'authorize':
      return authorize(session, command);
    case 'play':
      return play(session, command);
    case 'streams':
      return streams(session, command);
    case 'providers':
      return providers(session);
    case 'profiles':
      return profiles(session, command);
    case 'session':
      return inspect(session, command);
    case 'resume':
      return resume(session, command);
    case 'preauthorize':
      return preauthorize(session, command);
    case 'regcode':
      return regcode(session, command);
    case 'checkauthn':
      return checkauthn(session, command);
    case 'tokens':
      return tokens(session, command);
    case 'metadata':
      return metadata(session);
    case 'migrate':
      return migrate(session);
    case 'preview':
      return preview(session, command);
  }
}
