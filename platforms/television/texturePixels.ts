/** How many pixels of textures a set is asked for, as LightningJS counts: six full screens, or twelve. */
export function texturePixels(isSmall: boolean): number {
  return isSmall ? 12e6 : 24e6;
}
