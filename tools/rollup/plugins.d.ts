/** Types of the build's own plugins, which are plain JavaScript because Rollup reads its config as such. */
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

declare module '*/rollup/bundled.mjs' {
  import type { Plugin } from 'rollup';
  export function bundled(options: { name: string; shipped: boolean }): Plugin;
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
