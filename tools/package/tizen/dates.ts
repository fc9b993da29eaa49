import { X509Certificate } from 'node:crypto';
import type { PackageFault } from '../fault.ts';
import { variables } from './certificates.ts';
import type { Signers } from './signature.ts';

/**
 * Certificates of the whole chain that are not valid now: sets and stores may refuse a package signed with them.
 */
export function dateFaults(signers: Signers, now: Date): PackageFault[] {
  return (['author', 'distributor'] as const).flatMap((role) =>
    signers[role].certificates.flatMap((der, index) => {
      const { validFrom, validTo } = new X509Certificate(der);
      const [from, to] = [new Date(validFrom), new Date(validTo)];
      const when =
        to < now ? `ended on ${dayOf(to)}` : from > now ? `holds only from ${dayOf(from)}` : null;
      if (when === null) return [];
      const which = index === 0 ? 'whose certificate' : 'which has an authority whose certificate';
      return [
        {
          key: variables[role].file,
          wrong: `names a file ${which} ${when}`,
          allowed: 'certificates that hold today, or --any-date to sign with it all the same',
        },
      ];
    }),
  );
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10);
