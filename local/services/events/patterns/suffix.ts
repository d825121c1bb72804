import { affix } from './affix.ts';

export const suffix = affix('suffix', (text, end) => text.endsWith(end));
