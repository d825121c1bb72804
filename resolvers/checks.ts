import { isId, MAX_ID_LENGTH, MIN_NAME_LENGTH } from '../model/ids.ts';
import { refuse } from './refuse.ts';

/** Refuses an id that could not be, or must not become, part of a key. */
export function checkId(value: string, argument: string): string {
  if (!isId(value))
    refuse('InvalidArgument', `${argument} must be 1 to ${MAX_ID_LENGTH} letters, digits or -_.:@`, {
      argument,
    });
  return value;
}

/** Refuses what cannot be the id of an order, a SKU or a lot. */
export function checkName(value: string, argument: string): string {
  if (value.length < MIN_NAME_LENGTH || !isId(value))
    refuse(
      'InvalidArgument',
      `${argument} must be ${MIN_NAME_LENGTH} to ${MAX_ID_LENGTH} letters, digits or -_.:@`,
      { argument },
    );
  return value;
}

/** As `checkId`; what is absent stays absent, which an empty text is not. */
export const checkOptionalId = (value: string | null | undefined, argument: string) =>
  value === null || value === undefined ? undefined : checkId(value, argument);

/** Refuses an empty text, one of more than `longest` characters, and control characters. */
export function checkText(value: string, argument: string, longest: number): string {
  if (value.trim().length === 0 || value.length > longest)
    refuse('InvalidArgument', `${argument} must be 1 to ${longest} characters`, { argument });
  if (value.split('').some((character) => character < ' ' || character === '\u007f'))
    refuse('InvalidArgument', `${argument} must be one line of text`, { argument });
  return value;
}

/** Refuses a number outside of `least` to `most`. */
export function checkNumber(value: number, argument: string, least: number, most: number): number {
  if (value < least || value > most)
    refuse('InvalidArgument', `${argument} must be ${least} to ${most}`, { argument });
  return value;
}
