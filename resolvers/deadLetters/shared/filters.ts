import type { DeadLetterFilter } from '../../../model/schema.ts';
import { checkId, checkText, instantOf } from '../../platform/arguments.ts';
import { throwError } from '../../platform/errors.ts';

type Filter = DeadLetterFilter | null | undefined;

/** The instants between which letters died, as rows have them; undefined where nobody asks. `place` is the filter's argument. */
export const diedBetween = (filter: Filter, place: string) => {
  const { diedFrom, diedBefore } = filter ?? {};
  const from = diedFrom ? instantOf(diedFrom, `${place}.diedFrom`) : undefined;
  const before = diedBefore ? instantOf(diedBefore, `${place}.diedBefore`) : undefined;
  if (from && before && before < from)
    throwError('InvalidArgument', `${place}.diedBefore must not be before ${place}.diedFrom`, {
      argument: `${place}.diedBefore`,
    });
  return { from, before };
};

const MAX_TEXT = 100;

export interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** Attributes that letters must have, with their values. */
export const conditionsOf = (filter: Filter, place: string): Attribute[] => {
  const { errorCode, deathClass, failingStep, entityType, entityId } = filter ?? {};
  return [
    ...conditionOn('errorCode', textOf(errorCode, `${place}.errorCode`)),
    ...conditionOn('deathClass', deathClass),
    ...conditionOn('failingStep', textOf(failingStep, `${place}.failingStep`)),
    ...conditionOn('entityType', textOf(entityType, `${place}.entityType`)),
    ...conditionOn(
      'entityId',
      entityId === null || entityId === undefined ? null : checkId(entityId, `${place}.entityId`),
    ),
  ];
};

const textOf = (value: string | null | undefined, argument: string) =>
  value === null || value === undefined ? null : checkText(value, argument, MAX_TEXT);

const conditionOn = (name: string, value: string | null | undefined): Attribute[] =>
  value === null || value === undefined ? [] : [{ name, value }];
