/** A finished picture, to be written to `file` in the folder of its kind. */
export interface Drawn {
  readonly file: string;
  readonly bytes: Uint8Array;
}
