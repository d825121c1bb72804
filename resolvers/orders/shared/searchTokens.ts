import { util } from '@aws-appsync/utils';
import { isDate } from '../../../model/calendar.ts';
import { isId } from '../../../model/ids.ts';
import { checkToken, throwForeignToken } from '../../platform/dynamodb.ts';
import type { OrderSearch } from './orderSearch.ts';

/*
 * A token of a search says where it goes on, and which search it is of: who asks, and for what. It is no secret and opens
 * nothing, because it leads only along the list that its own search reads.
 */

/** Where a search goes on: behind the order that was placed then. */
export const placeOf = ({ createdOn, orderId }: { createdOn: string; orderId: string }) =>
  `${createdOn}#${orderId}`;

/** Of an instant as rows have it. */
const INSTANT_LENGTH = 24;

const SEPARATOR = ' ';

export const tokenOf = ({ identity }: OrderSearch, place: string) =>
  util.base64Encode(`${place}${SEPARATOR}${identity}`);

/** Returns the place that a token names, null where there is no token. Throws on one of another search, or of none. */
export function placeOfToken(search: OrderSearch, token: string | null | undefined): string | null {
  if (token === null || token === undefined) return null;
  checkToken(token);
  if (!isBase64(token)) throwForeignToken();
  const text = util.base64Decode(token);
  const ending = `${SEPARATOR}${search.identity}`;
  if (!text.endsWith(ending)) throwForeignToken();
  const place = text.slice(0, text.length - ending.length);
  if (!isPlace(place) || place < search.after || place > search.before) throwForeignToken();
  return place;
}

const isPlace = (place: string) =>
  isDate(place.slice(0, 10)) && place.charAt(INSTANT_LENGTH) === '#' && isId(place.slice(INSTANT_LENGTH + 1));

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
