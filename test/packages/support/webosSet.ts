import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

/** An app as a set stores it after unpacking its package. */
export interface InstalledApp {
  readonly id: string;
  readonly version: string;
  /** Folder on this computer that stands for `/media/developer/apps/usr/palm/applications/ID`. */
  readonly folder: string;
  readonly info: Readonly<Record<string, unknown>>;
}

/**
 * The part of an LG set that handles packages: unpacks them with this computer's `tar`, compares their
 * metadata, and records installed and running apps.
 */
export async function createWebosSet() {
  const root = await mkdtemp(join(tmpdir(), 'couchpass-webos-'));
  const apps = new Map<string, InstalledApp>();
  const running = new Map<string, unknown>();
  let full = false;

  /** @returns why it cannot be installed, in a message that LG's tools recognise; null when it was installed */
  async function install(bytes: Buffer): Promise<string | null> {
    if (full) return 'NO_FREE_SPACE';
    const folder = await mkdtemp(join(root, 'app-'));
    try {
      const members = readMembers(bytes);
      for (const name of ['control', 'data']) {
        const packed = members.get(`${name}.tar.gz`);
        if (packed === undefined) throw new Error('failed to extract ipk file');
        await mkdir(join(folder, name));
        await writeFile(join(folder, `${name}.tar`), gunzipSync(packed));
        await promisify(execFile)('tar', ['xf', `../${name}.tar`], { cwd: join(folder, name) });
      }
      const app = await readApp(folder);
      await remove(app.id);
      apps.set(app.id, app);
      return null;
    } catch (error) {
      return error instanceof Error && /^[A-Z]/.test(error.message)
        ? error.message
        : 'failed to extract ipk file';
    }
  }

  async function remove(id: string): Promise<boolean> {
    running.delete(id);
    const app = apps.get(id);
    if (app) await rm(app.folder, { recursive: true, force: true });
    return apps.delete(id);
  }

  return {
    apps,
    /** The launch parameters of the running apps, by id. */
    running,
    /** From now on the set has no space left. */
    fill: () => {
      full = true;
    },
    install,
    remove,
    close: () => rm(root, { recursive: true, force: true }),
  };
}

export type WebosSet = Awaited<ReturnType<typeof createWebosSet>>;

/** The members of an `ar` archive. */
function readMembers(bytes: Buffer): Map<string, Buffer> {
  const members = new Map<string, Buffer>();
  if (bytes.toString('latin1', 0, 8) !== '!<arch>\n') return members;
  for (let at = 8; at + 60 <= bytes.length; ) {
    const field = (from: number, to: number) => bytes.toString('latin1', at + from, at + to).trim();
    const size = Number(field(48, 58));
    members.set(field(0, 16).replace(/\/$/, ''), bytes.subarray(at + 60, at + 60 + size));
    at += 60 + size + (size % 2);
  }
  return members;
}

async function readApp(unpacked: string): Promise<InstalledApp> {
  const control = await readFile(join(unpacked, 'control', 'control'), 'utf8').catch(() => {
    throw new Error('Failed to parse control');
  });
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(control)?.[1] ?? '';
  const id = field('Package');
  if (/^com\.(lge|webos|palm)/.test(id)) {
    throw new Error('Cannnot install privileged app on developer mode');
  }
  const palm = join(unpacked, 'data', 'usr', 'palm');
  const folder = join(palm, 'applications', id);
  const info = await readJson(join(folder, 'appinfo.json'));
  const about = await readJson(join(palm, 'packages', id, 'packageinfo.json'));
  const version = field('Version');
  const fits =
    field('Architecture') === 'all' &&
    [info.id, about.id, about.app].every((value) => value === id) &&
    [info.version, about.version].every((value) => value === version);
  if (!fits) throw new Error('Failed to extract package: its parts name different apps');
  for (const key of ['main', 'icon', 'largeIcon', 'splashBackground']) {
    await stat(join(folder, String(info[key]))).catch(() => {
      throw new Error(`Failed to extract package: ${key} is not in it`);
    });
  }
  return { id, version, folder, info };
}

async function readJson(path: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  } catch {
    throw new Error('Failed to extract package: no usable metadata');
  }
}
