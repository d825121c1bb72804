import type { Said } from '../../../model/notifications/facts.ts';
import { lineOf } from '../../../model/texts.ts';

/** The characters of the 7-bit alphabet that our two languages need: https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html */
const GSM = /^[ !-Z_a-z£¥èéùìòÇØøÅåÄÖÑÜ§¿äöñüà€]*$/;

/** A part has so many of them, or so many UTF-16 units of any. Each part is billed. */
const GSM_PART = 160;
const UNICODE_PART = 70;

/** What somebody was told as a text of one part: one line, shortened where it is longer. */
export const textOf = ({ title, body }: Said): string => {
  const line = lineOf(`${title}: ${body}`);
  const isGsm = GSM.test(line);
  // The euro sign takes an escape.
  const widthOf = (character: string) => (isGsm ? (character === '€' ? 2 : 1) : character.length);
  const most = isGsm ? GSM_PART : UNICODE_PART;
  const characters = [...line];
  const width = (some: readonly string[]) => some.reduce((sum, character) => sum + widthOf(character), 0);
  if (width(characters) <= most) return line;
  while (width(characters) > most - DOTS.length) characters.pop();
  return characters.join('') + DOTS;
};

const DOTS = '...';
