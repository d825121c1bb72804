import { util } from '@aws-appsync/utils';
import { checkToken, throwForeignToken } from './dynamodb.ts';

/*
 * Tokens of lists that are made of several reads, of which DynamoDB has no token. One says where its list goes on, and
 * which list it is of. It is no secret and opens nothing, because it leads only along the list that its reader reads anyway.
 */

const SEPARATOR = ' ';

export const tokenOf = (place: string, list: string) => util.base64Encode(`${place}${SEPARATOR}${list}`);

/** Returns the place that a token names. Throws on one of another list, or of none. */
export function placeOfToken(token: string, list: string): string {
  checkToken(token);
  if (!isBase64(token)) throwForeignToken();
  const text = util.base64Decode(token);
  const ending = `${SEPARATOR}${list}`;
  if (!text.endsWith(ending)) throwForeignToken();
  return text.slice(0, text.length - ending.length);
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Asked first, because AppSync does not say what comes of decoding another text. */
const isBase64 = (text: string) => {
  const [digits = '', ...padding] = text.split('=');
  return (
    text.length % 4 === 0 &&
    padding.every((between) => between === '') &&
    padding.length <= 2 &&
    digits.split('').every((digit) => DIGITS.indexOf(digit) >= 0)
  );
};
