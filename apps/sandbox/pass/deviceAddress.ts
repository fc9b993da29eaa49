import { connectionOf, type PassContext } from '../service.ts';

/**
 * The address of the streaming device: `X-Forwarded-For` when a server calls for it, else that of the connection
 * (page "Header - X-Forwarded-For").
 */
export function deviceAddressOf(c: PassContext): { address: string; port: string } {
  const forwarded = c.req.header('x-forwarded-for')?.split(',')[0]?.trim().slice(0, 64);
  return forwarded ? { address: forwarded, port: '' } : connectionOf(c);
}

/** The address by which home-based authentication recognises a household. */
export function homeAddressOf(c: PassContext): string {
  return deviceAddressOf(c).address;
}
