/**
 * The `sent` resource to which an answer belongs: the same text, or one that differs only in outer white space.
 * A documented sample of Adobe adds a space; feeds may also contain spaces, and everywhere else the sent bytes
 * are the resource's name. Adobe: "Protected Resources".
 */
export function resourceSent(answered: string, sent: readonly string[]): string | undefined {
  if (sent.includes(answered)) return answered;
  return sent.find((resource) => resource.trim() === answered.trim());
}
