import { floors } from '../../tools/compat/floors.ts';
import { engines } from './catalogue.ts';
import { oldChromium, todaysChromium } from './chromium.ts';
import { debian, type Packages } from './debian.ts';
import { firefox } from './Firefox.ts';
import { phantomJs, phantomSteps, qtSteps, qtWebKit } from './oldWebkits.ts';
import type { Engine } from './page.ts';
import { walkPhone } from './phonePath.ts';
import { type PathOptions, type PathResult, walkPath } from './tvPath.ts';
import { webkitGtk, wpe } from './webkits.ts';

/** One row of the table of `npm run engines`. */
export interface Walk {
  /** Its name on the command line: `64`, `firefox`, `without-38`. */
  readonly name: string;
  readonly engine: Engine;
  readonly target: string;
  readonly options?: PathOptions;
  /** Debian packages that it needs. */
  readonly packages?: Packages;
  /** The second screen supports this engine, too, and is tested at this width, px. */
  readonly phone?: number;
}

/** The second screen supports Chromium 94 and later. */
const phoneFrom = 94;

const old = engines.flatMap((entry) =>
  entry.shells.map((target, index): Walk => {
    const phone = index === 0 && entry.version >= phoneFrom ? { phone: 390 } : {};
    return { name: String(entry.version), engine: oldChromium(entry), target, ...phone };
  }),
);

const tv = { target: 'tv', phone: 390 } as const;
const others: readonly Walk[] = [
  { name: 'today', engine: todaysChromium(), ...tv },
  // Without a display, its window has a fixed size.
  { name: 'wpe', engine: wpe, packages: debian.wpe, ...tv, phone: 800 },
  { name: 'webkitgtk', engine: webkitGtk, packages: debian.webkitGtk, ...tv },
  { name: 'firefox', engine: firefox, packages: debian.firefox, ...tv },
  {
    name: 'qtwebkit',
    engine: qtWebKit,
    target: 'webos-es5',
    packages: debian.qtWebKit,
    options: { steps: qtSteps },
  },
  {
    name: 'phantomjs',
    engine: phantomJs,
    target: 'webos-es5',
    options: { steps: phantomSteps },
  },
];

/** Today's Chromium without everything that came after a target's oldest engine. */
const deleted = (['webos-es5', 'tizen-es5'] as const).map((target): Walk => {
  const floor = floors[target] ?? {};
  const name = `without-${target === 'webos-es5' ? 38 : 47}`;
  return { name, engine: todaysChromium(`Chromium, ${name}`), target, options: { floor } };
});

export const walks: readonly Walk[] = [...old, ...others, ...deleted];

/** One walk, with the second screen where it is tested. A walk that cannot start also makes a row. */
export async function take({ engine, target, options, phone }: Walk): Promise<PathResult> {
  const result = await walkPath(engine, target, { ...options, settled: true }).catch(
    (error: Error): PathResult => ({
      engine: engine.name,
      product: '',
      target,
      walked: {},
      failed: { step: 'start', why: error.message },
      complaints: [],
      pictures: {},
    }),
  );
  if (phone === undefined) return result;
  try {
    const { ms, faults, complaints, pictures } = await walkPhone(
      engine,
      phone,
      phone < 700 ? 844 : 600,
    );
    const wrong = [...faults, ...complaints].join('; ');
    const phones = Object.entries(pictures).map(([name, png]) => [`second-screen-${name}`, png]);
    return {
      ...result,
      secondScreen: wrong === '' ? ms : wrong,
      pictures: { ...result.pictures, ...Object.fromEntries(phones) },
    };
  } catch (error) {
    return { ...result, secondScreen: (error as Error).message };
  }
}
