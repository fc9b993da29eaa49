import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Name of a Debian package, and a file that exists when the package is installed. */
export type Packages = Readonly<Record<string, string>>;

const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
const libraries = `/usr/lib/${machine}-linux-gnu`;
const display: Packages = { xvfb: '/usr/bin/Xvfb' };
const drawing: Packages = { 'libgl1-mesa-dri': `${libraries}/dri/swrast_dri.so` };
/** Depends on FFmpeg's library, whatever its version; Firefox decodes H.264 with that library, too. */
const codecs: Packages = {
  'gstreamer1.0-libav': `${libraries}/gstreamer-1.0/libgstlibav.so`,
};
const media: Packages = {
  'gstreamer1.0-plugins-base': `${libraries}/gstreamer-1.0/libgstapp.so`,
  'gstreamer1.0-plugins-good': `${libraries}/gstreamer-1.0/libgstisomp4.so`,
  'gstreamer1.0-plugins-bad': `${libraries}/gstreamer-1.0/libgstvideoparsersbad.so`,
  ...codecs,
  'gstreamer1.0-gl': `${libraries}/gstreamer-1.0/libgstopengl.so`,
};

/** Debian's browser engines, and the packages that each needs for these tests. */
export const debian = {
  webkitGtk: {
    'webkit2gtk-driver': '/usr/bin/WebKitWebDriver',
    'python3-gi': '/usr/lib/python3/dist-packages/gi/__init__.py',
    'gir1.2-webkit2-4.1': `${libraries}/girepository-1.0/WebKit2-4.1.typelib`,
    ...display,
    ...drawing,
    ...media,
  },
  wpe: {
    'wpewebkit-driver': '/usr/bin/WPEWebDriver',
    cog: '/usr/bin/cog',
    ...drawing,
    ...media,
  },
  firefox: { 'firefox-esr': '/usr/bin/firefox-esr', ...display, ...drawing, ...codecs },
  qtWebKit: {
    'python3-pyqt5.qtwebkit': '/usr/lib/python3/dist-packages/PyQt5/QtWebKit.abi3.so',
    ...display,
    ...drawing,
  },
  mesa: { libosmesa6: `${libraries}/libOSMesa.so.8` },
} as const satisfies Record<string, Packages>;

/**
 * Names of the packages that this computer lacks: `[]` when the engine can run, otherwise a message is
 * printed. Root on Debian installs them first, within time limits; after a failure it prints a message and
 * does not try again for a while.
 * @param engine named in the message
 */
export function missingPackages(engine: string, wanted: Packages): string[] {
  if (lacking(wanted).length > 0 && mayInstall() && !failedLately()) install(lacking(wanted));
  const missing = lacking(wanted);
  const names = missing.join(' ');
  if (names !== '') {
    console.log(
      `SKIPPED: ${engine}. This computer lacks ${names}; on Debian: apt-get install ${names}`,
    );
  }
  return missing;
}

function install(names: readonly string[]): void {
  console.log(`Installing ${names.join(', ')} from Debian, once.`);
  const { status, error, output } = spawnSync('sh', ['-c', script, 'sh', ...names], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status === 0) return;
  writeFileSync(failure, String(Date.now()));
  console.log(`It failed: ${error?.message ?? (output ?? []).join('').trim().slice(-1_000)}`);
}

function lacking(wanted: Packages): string[] {
  return Object.keys(wanted).filter((name) => !existsSync(wanted[name] ?? ''));
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/**
 * One installation at a time on this computer. A time limit applies only to the steps that use the network:
 * a half installed package would block other installations.
 */
const script = `
  get="apt-get -q -y -o DPkg::Lock::Timeout=120 -o Acquire::Retries=1 -o Acquire::http::Timeout=20"
  exec 9>"${join(tmpdir(), 'couchpass-apt.lock')}"
  flock -w 400 9 || exit 1
  {
    timeout 60 $get update &&
    timeout 300 $get install --no-install-recommends --download-only "$@" &&
    $get install --no-install-recommends "$@"
  } 2>&1 </dev/null 9>&-`;

const failure = join(tmpdir(), 'couchpass-apt-failed');

function failedLately(): boolean {
  try {
    return Date.now() - Number(readFileSync(failure, 'utf8')) < 20 * 60_000;
  } catch {
    return false;
  }
}
