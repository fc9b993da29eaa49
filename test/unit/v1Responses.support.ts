import type { HttpResponse } from '../../core/ports.ts';
import { thrown } from '../support/failure.ts';

export const xml = (status: number, text: string): HttpResponse => ({
  status,
  contentType: 'application/xml',
  text: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`,
});
export const empty = (status: number): HttpResponse => ({ status, contentType: '', text: '' });

export const codeOf = (work: () => unknown) => thrown(work).code;
