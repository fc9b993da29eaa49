/**
 * Checks the conditions of all other tools: a Node that is new enough, and the installed packages of
 * package-lock.json. Uses plain Node without packages, because there may be none yet.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const oldestNode = [20, 19];

/** Ends the process with a message (2: Node is too old, 1: the packages could not be installed). */
export function ensure() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    console.error(
      `Couchpass needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}. ` +
        'Newer versions are at https://nodejs.org.',
    );
    process.exit(2);
  }
  const reason = reasonToInstall(root);
  if (reason !== null) install(reason);
}

/**
 * Why `npm ci` has to run, or null. Compares the lock file with npm's record of installed packages
 * (`node_modules/.package-lock.json`), so that a new checkout with the same lock file costs nothing.
 */
export function reasonToInstall(directory) {
  const locked = packagesOf(join(directory, 'package-lock.json'));
  const installed = packagesOf(join(directory, 'node_modules', '.package-lock.json'));
  if (installed === null) return 'packages are not installed yet';
  for (const [path, entry] of Object.entries(locked ?? {})) {
    if (path === '') continue;
    const found = installed[path];
    // Absent optional packages are for other systems.
    if (found === undefined ? !entry.optional : found.version !== entry.version) {
      return 'installed packages differ from package-lock.json';
    }
  }
  return null;
}

function packagesOf(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

function install(reason) {
  console.log(`${reason[0].toUpperCase()}${reason.slice(1)}: running "npm ci" once.`);
  const underNpm = process.env.npm_execpath?.endsWith('.js');
  const [command, ...first] = underNpm
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const { status, error } = spawnSync(command, [...first, 'ci', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: !underNpm && process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(
      `"npm ci" did not finish${error ? ` (${error.message})` : ''}. Is the package registry reachable?`,
    );
    process.exit(1);
  }
}
