/**
 * Which of the resources that were `sent` an answer is about: that very one, or the one that differs by
 * white space at its ends. A documented sample of Adobe's adds a blank; feeds may have some, too, and the
 * bytes that were sent are the resource's name everywhere else. Adobe: "Protected Resources".
 */
export function resourceSent(answered: string, sent: readonly string[]): string | undefined {
  if (sent.includes(answered)) return answered;
  return sent.find((resource) => resource.trim() === answered.trim());
}
