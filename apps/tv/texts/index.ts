import { en } from './en.ts';
import { keepTexts } from './translate.ts';

// The script before the first frame imports `translate.ts`, which has the texts of the first screens only.
keepTexts('en', en);

export * from './translate.ts';
