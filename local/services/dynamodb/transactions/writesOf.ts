import { AwsError } from '../../../platform/AwsError.ts';
import { validate } from '../dynalite/validate.ts';
import type { WriteKind } from '../writes/Write.ts';
import { refuseInvalid } from '../refusals/refuseInvalid.ts';

const kinds = {
  ConditionCheck: { kind: 'check', operation: 'deleteItem', needs: 'ConditionExpression' },
  Put: { kind: 'put', operation: 'putItem', needs: 'Item' },
  Update: { kind: 'update', operation: 'updateItem', needs: 'UpdateExpression' },
  Delete: { kind: 'delete', operation: 'deleteItem', needs: 'Key' },
} as const;

export interface RequestedWrite {
  readonly kind: WriteKind;
  readonly data: any;
}

/** The validated writes of a transaction's members, each of which holds exactly one. */
export const writesOf = (members: readonly Record<string, any>[]): RequestedWrite[] =>
  members.map((member, at) => {
    const [name, ...others] = Object.keys(kinds).filter((kind) => member[kind]) as (keyof typeof kinds)[];
    if (!name || others.length > 0)
      throw new AwsError(
        'ValidationException',
        'TransactItems can only contain one of Check, Put, Update or Delete',
      );
    const { kind, operation, needs } = kinds[name];
    if (member[name][needs] === undefined)
      throw refuseInvalid(
        'null',
        `transactItems.${at + 1}.member.${lowerFirst(name)}.${lowerFirst(needs)}`,
        'Member must not be null',
      );
    return { kind, data: validate(operation, member[name]) };
  });

const lowerFirst = (text: string) => text[0]!.toLowerCase() + text.slice(1);
