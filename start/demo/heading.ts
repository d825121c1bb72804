import { styleText } from 'node:util';
import { wrap } from './wrap.ts';

const SENTENCE_COLUMNS = 92;

/** A title over what it is about. */
export const heading = (title: string, sentence: string) =>
  [
    `\n  ${styleText(['bold', 'cyan'], title)}`,
    ...wrap(sentence, SENTENCE_COLUMNS).map((line) => `  ${styleText('dim', line)}`),
  ].join('\n');
