/** Types of the build's own plugins, which are JavaScript because Rollup reads its config without TypeScript. */
declare module '*/rollup/sizes.mjs' {
  import type { Plugin } from 'rollup';
  export interface Sizes {
    title: string;
    startBudget?: number;
    quiet?: boolean;
  }
  export function sizes(options: Sizes): Plugin;
  export function startFiles(bundle: Record<string, unknown>): Set<string>;
}

declare module '*/rollup/prebuilt.mjs' {
  import type { Plugin } from 'rollup';
  export function prebuilt(options: {
    name: string;
    file: string;
    as: string;
    folder?: string;
    classic?: boolean;
  }): Plugin;
  export function wrap(code: string): string;
}

declare module '*/rollup/commonjs.mjs' {
  import type { Plugin } from 'rollup';
  export function commonjs(options: { include: readonly string[] }): Plugin;
}

declare module '*/rollup/json.mjs' {
  import type { Plugin } from 'rollup';
  export function json(): Plugin;
}

declare module '*/rollup/files.mjs' {
  import type { Plugin } from 'rollup';
  export interface Source {
    from: string;
    to: string;
    keep?(file: string): boolean;
    change?(text: string, file: string, bytes: Uint8Array): string | Uint8Array;
  }
  export function files(sources: readonly Source[]): Plugin;
}

declare module '*/rollup/classic.mjs' {
  import type { Plugin } from 'rollup';
  export interface Classic {
    engine: string;
    es5: boolean;
    polyfills: string;
    minify: boolean;
  }
  export function classic(options: Classic): Plugin;
  export function wrapClassic(code: string, name: string): string;
  export function toEs5(code: string, sourceType?: 'module' | 'script'): string;
  export function bundlePolyfills(file: string): Promise<{ code: string; inputs: string[] }>;
}

declare module '*/rollup/parts.mjs' {
  import type { Plugin } from 'rollup';
  export interface Measured {
    parts: Record<string, number>;
    scripts: Record<string, number>;
  }
  export function parts(options: {
    name: string;
    file: string;
    write?: boolean;
    quiet?: boolean;
  }): Plugin;
  export function measure(bundle: Record<string, unknown>): Measured;
  export function partOf(id: string): string;
  export function whatGrew(now: Measured, agreed: Partial<Measured>): string[];
}

declare module '*/rollup/televisionPage.mjs' {
  export function televisionPage(
    text: string,
    options: { entry: string; settings: string },
  ): string;
  export function televisionSettings(text: string): string;
}

declare module '*/ensure.mjs' {
  export const root: string;
  export function ensure(): void;
  export function reasonToInstall(directory: string): string | null;
}

declare module '*/rollup/policy.mjs' {
  export type Policy = Readonly<Record<string, readonly string[]>>;
  export function tvPolicy(origins: readonly string[]): Policy;
  export function activatePolicy(origins: readonly string[]): Policy;
  export function unframed(policy: Policy): Policy;
  export function serialise(policy: Policy): string;
  export function withPolicy(html: string, policy: Policy): string;
  export function plainSources(appSettings: {
    readonly pass: object;
    readonly catalogue: object;
  }): string[];
}

declare module '*/rollup/settingsText.mjs' {
  export function settingsText(bytes: Uint8Array): string;
}

declare module '*/rollup/notices.mjs' {
  import type { Plugin } from 'rollup';
  export interface Notice {
    name: string;
    version: string;
    licence: string;
    text: string;
  }
  export function notices(): Plugin;
  export function packageFolder(file: string): string | null;
  export function writeNotices(packages: readonly Notice[]): string;
}

declare module '*/rollup/brandPage.mjs' {
  export interface PageLook {
    readonly css: boolean;
    readonly icon?: string;
    readonly themeColors?: {
      readonly light?: string | undefined;
      readonly dark?: string | undefined;
    };
  }
  interface BrandOfPage {
    readonly files: ReadonlyMap<string, string>;
    readonly css: Readonly<Record<'tv' | 'activate', string>>;
    readonly theme: {
      readonly phone: { readonly light?: { ground?: string }; readonly dark?: { ground?: string } };
    };
  }
  export function brandPage(html: string, look: PageLook): string;
  export function lookOf(brand: BrandOfPage, app: 'tv' | 'activate'): PageLook;
}

declare module '*/rollup/brandFiles.mjs' {
  import type { Plugin } from 'rollup';
  /** A brand for `rollup.config.mjs` (`tools/brand/forRollup.ts`). */
  export interface BuiltBrand {
    /** Output folder of its apps. */
    readonly dist: string;
    /** The settings.json that an app imports. */
    readonly imported: string;
    /** Source files; a change of one starts a new build. */
    readonly watched: readonly string[];
    /** settings.json of each app, as text. */
    readonly settings: Readonly<Record<'tv' | 'activate', string>>;
    readonly css: Readonly<Record<'tv' | 'activate', string>>;
    readonly files: Readonly<Record<string, string>>;
    readonly looks: Readonly<Record<'tv' | 'activate', import('*/rollup/brandPage.mjs').PageLook>>;
    /** True for the repository's own brand, whose sizes are agreed. */
    readonly isOwn: boolean;
  }
  export function brandFiles(brand: BuiltBrand, app: 'tv' | 'activate'): Plugin;
}
