/** Where the documentation is silent or contradicts itself: take every reading, or the narrowest. */
export type Mode = 'lenient' | 'strict';
