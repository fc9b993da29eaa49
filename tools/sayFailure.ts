import { SettingsError } from '@couchpass/core';
import { UsageError } from './args.ts';
import { BuildError } from './build.ts';
import { DeviceError } from './devices/failure.ts';
import { PackageError } from './package/fault.ts';
import { root } from './paths.ts';

export interface Context {
  readonly help: string;
  /** The failed action for faults of settings or manifest, such as `The app cannot be packed`. */
  readonly cannot: string;
}

/**
 * Writes to standard error why a command failed.
 * @returns its exit code: 2 for wrong input or files, 1 for a failed action
 * @throws the error itself when the user cannot do anything about it
 */
export function sayFailure(error: unknown, { help, cannot }: Context): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${help}`);
    return 2;
  }
  if (error instanceof SettingsError || error instanceof PackageError) {
    console.error(`${cannot}:\n${indented(error.message.replaceAll(root, ''), '  ')}`);
    return 2;
  }
  if (error instanceof BuildError) {
    console.error(`The build failed.\n${error.message}`);
    return 1;
  }
  if (error instanceof DeviceError) {
    const said = error.said === '' ? '' : `${indented(error.said, '  | ')}\n`;
    console.error(`${said}${error.message}\n${error.advice}`);
    return 1;
  }
  throw error;
}

function indented(text: string, by: string): string {
  return text.replaceAll(/^/gm, by);
}
