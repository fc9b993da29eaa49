/** Limit for all textures in pixels, as LightningJS counts them: about six full screens, or twelve. */
export function texturePixels(isSmall: boolean): number {
  return isSmall ? 12e6 : 24e6;
}
