import { type Bitmap2D, generate, mode } from 'lean-qr';

/** Without Shift JIS, which the library tries on every address, and whose table engines of 2016 cannot make. */
const modes = [mode.numeric, mode.alphaNumeric, mode.ascii, mode.iso8859_1, mode.utf8];

/** The dark and light modules of a QR code for an address. */
export function qrOf(address: string): Bitmap2D {
  return generate(address, { modes });
}
