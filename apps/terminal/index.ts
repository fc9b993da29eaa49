export { guardOutput, outputError, writeComposed } from './guardOutput.ts';
export { endWith, interrupted } from './interrupted.ts';
export { printableJson, printableLine, printableReport, printableText } from './printable.ts';
