/** `3 May 2031 at 14:05`, in this computer's time zone. */
export function sayTime(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(iso),
  );
}
