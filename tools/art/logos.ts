import sharp from 'sharp';
import { logoFile, logoSvg } from '../../apps/sandbox/world/logos.ts';
import { mvpds } from '../../apps/sandbox/world/providers.ts';
import type { Drawn } from './drawn.ts';

/** The PNG logos of the sandbox's own providers, with their paths below `apps/sandbox/world/logos`. */
export async function* drawLogos(): AsyncGenerator<Drawn> {
  for (const mvpd of mvpds) {
    const bytes = await sharp(Buffer.from(logoSvg(mvpd)))
      .png({ palette: true })
      .toBuffer();
    yield { file: logoFile(mvpd), bytes };
  }
}
