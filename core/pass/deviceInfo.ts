import type { DeviceInfo } from '../ports.ts';

/**
 * `X-Device-Info`: standard Base64 of JSON, one line.
 * Adobe: "Header - X-Device-Info". Without it the service assumes an unknown, less trusted platform.
 */
export function deviceInfoHeader(info: DeviceInfo, applicationId: string): string {
  return base64(JSON.stringify({ ...info, applicationId: info.applicationId ?? applicationId }));
}

/**
 * `AP-Device-Identifier`: the word `fingerprint`, a space, Base64 of the identifier.
 * Adobe: "Header - AP-Device-Identifier".
 */
export function deviceIdentifierHeader(id: string): string {
  return `fingerprint ${base64(id)}`;
}

/** Base64 of the UTF-8 bytes; `btoa` alone throws for model names outside Latin-1. */
export function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
