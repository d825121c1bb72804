import { isNestedDeeper } from '../../../platform/nesting.ts';
import { validationException } from '../errors.ts';
import type { AttributeMap, AttributeValue } from './AttributeValue.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items-nested */
const MOST_LEVELS = 32;

/** Braces and brackets of a request: two for each level of an attribute's value, and those of a transaction around it. */
const DEEPEST_REQUEST = 2 * MOST_LEVELS + 16;

/**
 * Throws for a request whose attributes are nested deeper than DynamoDB's. Braces are counted before it is known
 * where the attributes are, because whatever looks for them would run out of stack.
 */
export function checkNesting(input: unknown): void {
  if (isNestedDeeper(DEEPEST_REQUEST, input)) throw nestingExceeded();
}

/** Throws for an item whose lists and maps are nested deeper than DynamoDB's. */
export function checkItemNesting(item: AttributeMap): void {
  if (hasMoreLevels(MOST_LEVELS, { M: item }, 0)) throw nestingExceeded();
}

function hasMoreLevels(most: number, { L, M }: AttributeValue, level: number): boolean {
  if (!L && !M) return false;
  if (level > most) return true;
  for (const member of L ?? Object.values(M ?? {})) if (hasMoreLevels(most, member, level + 1)) return true;
  return false;
}

/** Recorded from DynamoDB. */
const nestingExceeded = () =>
  validationException(
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
  );
