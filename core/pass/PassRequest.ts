/**
 * `sso`       the shell's single sign-on (`AD-Service-Token`, `Adobe-Subject-Token`)
 * `identity`  the identity for a promotional TempPass (`AP-TempPass-Identity`)
 */
export type OptionalHeader = 'sso' | 'identity';

/**
 * One call to the service, before it is sent. Every request function returns this; the AuthorizedClient adds the
 * base address, the access token and the device headers.
 */
export interface PassRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Relative to the service's root, already encoded. */
  readonly path: string;
  /** Whether the call needs the device headers. */
  readonly device: boolean;
  /** Headers that only some viewers have, where Adobe's matrix lists them for the call. */
  readonly optionalHeaders?: readonly OptionalHeader[];
  readonly contentType?: string;
  readonly body?: string;
  /** JSON when absent. */
  readonly accept?: string;
}
