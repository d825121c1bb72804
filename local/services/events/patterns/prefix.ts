import { affix } from './affix.ts';

export const prefix = affix('prefix', (text, start) => text.startsWith(start));
