/**
 * The oldest Roku OS of the channel: `rsg_version=1.3` came with 15.0, and Roku's Static Analysis requires it
 * for channels made for 15.1 or later. bsc takes it as its `minFirmwareVersion`.
 */
export const oldestRokuOs = '15.1.0';

export interface ManifestFacts {
  readonly title: string;
  /** Three numbers with dots between them. */
  readonly version: string;
  /** May use http for private addresses: for a Roku in developer mode, never for a store. */
  readonly development: boolean;
  /** `#rrggbb`: background of the channel's screens. */
  readonly background: string;
}

/** Roku: "Manifest file". */
export function manifestOf({ title, version, development, background }: ManifestFacts): string {
  const [major = '0', minor = '0', build = '0'] = version.split('.');
  return [
    `title=${development ? `${title} (development)` : title}`,
    `major_version=${major}`,
    `minor_version=${minor}`,
    `build_version=${build}`,
    'ui_resolutions=fhd',
    'mm_icon_focus_fhd=pkg:/images/icon_fhd.png',
    'mm_icon_focus_hd=pkg:/images/icon_hd.png',
    'splash_screen_fhd=pkg:/images/splash_fhd.png',
    'splash_screen_hd=pkg:/images/splash_hd.png',
    `splash_color=${background}`,
    'splash_min_time=0',
    'supports_input_launch=1',
    'run_as_process=1',
    'sdk_instant_resume=1',
    'rsg_version=1.3',
    // Roku's Event Dispatcher.
    'sg_component_libs_required=Roku_Analytics',
    `bs_const=development=${development}`,
    '',
  ].join('\n');
}
