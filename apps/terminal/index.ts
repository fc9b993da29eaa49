export { guardOutput, outputError, writeComposed } from './guardOutput.ts';
export { interrupted } from './interrupted.ts';
export { printableJson, printableLine, printableReport, printableText } from './printable.ts';
