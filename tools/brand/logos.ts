import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { argb } from '@couchpass/tv';
import type { Brand } from './brand.ts';
import type { Findings } from './fault.ts';
import { ownPhoneColours } from './phone.ts';
import { contrastOfLogo } from './pictures.ts';

/** Least contrast at which a shape is easy to see (WCAG 2, 1.4.11). */
const seen = 3;

export async function warnOfLogos(
  {
    logo,
    phoneLogo,
    background,
    theme,
    files,
  }: Pick<Brand, 'logo' | 'phoneLogo' | 'background' | 'theme' | 'files'>,
  findings: Findings,
): Promise<void> {
  const ground = (scheme: 'light' | 'dark') =>
    argb(theme.phone[scheme]?.ground ?? ownPhoneColours[scheme].ground);
  const warn = async (path: string | undefined, grounds: [string, number][], advice: string) => {
    const file = path === undefined ? undefined : files.get(path);
    if (file === undefined) return;
    const ratios = await contrastOfLogo(
      await readFile(file),
      grounds.map(([, value]) => value),
    );
    ratios.forEach((ratio, index) => {
      if (ratio >= seen) return;
      findings.warn(
        `${basename(file)} has a contrast of ${ratio.toFixed(1)}:1 on ${grounds[index]?.[0]}; ` +
          `below ${seen}:1 it is hard to see (WCAG 2, 1.4.11).${advice}`,
      );
    });
  };
  await warn(logo, [['the TV app’s background', argb(background)]], '');
  const phone: [string, number][] = [
    ['the phone page’s light ground', ground('light')],
    ['the phone page’s dark ground', ground('dark')],
  ];
  await warn(phoneLogo, phone, ' A file phone-logo.svg or phone-logo.png is taken there instead.');
}
