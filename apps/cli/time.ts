/** `3 May 2031 at 14:05`, in the time of this computer. */
export function sayTime(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(iso),
  );
}
