import { PassError } from '../../core/pass/errors.ts';
import type { HttpResponse } from '../../core/ports.ts';

export const xml = (status: number, text: string): HttpResponse => ({
  status,
  contentType: 'application/xml',
  text: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`,
});
export const empty = (status: number): HttpResponse => ({ status, contentType: '', text: '' });

export function thrown(work: () => unknown): PassError {
  try {
    work();
  } catch (error) {
    if (error instanceof PassError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

export const codeOf = (work: () => unknown) => thrown(work).code;
