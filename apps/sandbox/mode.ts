/** Where the documentation is incomplete or contradictory: accept every interpretation, or only the narrowest. */
export type Mode = 'lenient' | 'strict';
