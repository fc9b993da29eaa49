import { connectionOf, type PassContext } from '../service.ts';

/**
 * Where the streaming device is: `X-Forwarded-For` when a server calls for it, else the connection
 * (page "Header - X-Forwarded-For").
 */
export function deviceAddressOf(c: PassContext): { address: string; port: string } {
  const forwarded = c.req.header('x-forwarded-for')?.split(',')[0]?.trim().slice(0, 64);
  return forwarded ? { address: forwarded, port: '' } : connectionOf(c);
}

/** The address that home-based authentication knows a household by. */
export function homeAddressOf(c: PassContext): string {
  return deviceAddressOf(c).address;
}
