/** Requirements that this product cannot meet or break, and why. */
export const notApplicable: Readonly<Record<string, string>> = {
  'DEV-12':
    'Single sign-on through Apple’s partner framework exists on Apple’s systems only; there is no shell for any of them.',
  'MIG-03':
    'Asks for test plans and their reports in environments that Adobe opens to its customers; no program can do that for a network.',
  'SRV-01': 'Only servers forward addresses: here every device speaks to the service itself.',
  'SRV-02':
    'Only servers pass on what another device says of itself: here every device speaks for itself.',
  'SRV-03':
    'Names are resolved by the operating system or the browser; a television’s app has no way to tell them for how long.',
  'SRV-04':
    'There is no server of ours that could keep a configuration for many devices; the device’s own is CFG-05.',
  'SRV-05': 'There is no server of ours that could keep profiles and decisions for many devices.',
  'V1L-15': 'Only servers forward addresses: here every device speaks to the service itself.',
  'V1L-17':
    'Every shell has an identifier: where the hardware has none, one is made and kept (DEV-04), so no device is without.',
};
