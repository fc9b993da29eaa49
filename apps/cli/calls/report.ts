import type { TokenKind } from '../args.ts';

/** Reports of the commands that send one call. */
export type CallReport =
  | {
      readonly event: 'providers';
      readonly providers: readonly {
        readonly id: string;
        readonly displayName: string;
        readonly isTempPass: boolean;
        readonly logoUrl?: string;
      }[];
    }
  | { readonly event: 'profiles'; readonly profiles: readonly ReportedProfile[] }
  | {
      readonly event: 'session';
      /** Existing parameters: `mvpd`, `domainName`, … */
      readonly existing: Readonly<Record<string, string>>;
      readonly missing: readonly string[];
      /** The device that requests the sign-in. */
      readonly device: {
        readonly model?: string;
        readonly vendor?: string;
        readonly type?: string;
      };
      readonly until?: string;
      /** Opens the provider's login; present when nothing is missing. */
      readonly url?: string;
    }
  | { readonly event: 'noSession'; readonly code: string; readonly trace?: string }
  | {
      readonly event: 'resumed';
      /** `authenticate`, `authorize`, `retry`, … */
      readonly action: string;
      readonly reason: string;
      readonly missing: readonly string[];
      readonly mvpd?: string;
      readonly url?: string;
    }
  | {
      readonly event: 'regcode';
      readonly code: string;
      readonly mvpd?: string;
      readonly until?: string;
    }
  | { readonly event: 'regcodeDeleted' }
  | { readonly event: 'checkauthn'; readonly signedIn: boolean }
  | {
      readonly event: 'token';
      readonly kind: TokenKind;
      readonly status: 200;
      readonly mvpd?: string;
      readonly resource?: string;
      readonly until?: string;
    }
  | {
      readonly event: 'noToken';
      readonly kind: TokenKind;
      /** 403, 404, 410 or 412. */
      readonly status: number;
      readonly code: string;
      readonly resource?: string;
    }
  | {
      readonly event: 'metadata';
      /** False: the provider has sent no metadata (404). */
      readonly known: boolean;
      readonly updated?: string;
      readonly attributes: readonly ReportedAttribute[];
    }
  | { readonly event: 'preview'; readonly mvpd: string };

export interface ReportedProfile {
  readonly mvpd: string;
  readonly type: string;
  readonly issuer: string;
  readonly since: string;
  readonly until: string;
  readonly attributes: readonly ReportedAttribute[];
}

/** One attribute of a viewer, from the provider. */
export interface ReportedAttribute {
  readonly name: string;
  /** Only the programmer's private key can read it. */
  readonly encrypted: boolean;
  /** Absent where it identifies, or may identify, the viewer. */
  readonly value?: unknown;
}
