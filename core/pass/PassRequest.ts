/**
 * `sso`       the shell's single sign-on (`AD-Service-Token`, `Adobe-Subject-Token`)
 * `identity`  who a promotional TempPass is for (`AP-TempPass-Identity`)
 */
export type OptionalHeader = 'sso' | 'identity';

/**
 * One call to the service before anything was sent: shapes only. The making half of every call answers
 * with this; the AuthorizedClient adds the address, the access token and the headers that tell of the device.
 */
export interface PassRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** From the service's root, already encoded. */
  readonly path: string;
  /** Whether the headers that tell of the device belong on it. */
  readonly device: boolean;
  /** Headers that only some viewers have, where Adobe's matrix lists them for the call. */
  readonly optionalHeaders?: readonly OptionalHeader[];
  readonly contentType?: string;
  readonly body?: string;
  /** JSON when absent. */
  readonly accept?: string;
}
