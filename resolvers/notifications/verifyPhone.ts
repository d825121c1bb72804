import type { Context } from '@aws-appsync/utils';
import { MAX_CODE_TRIES } from '../../model/notifications/events.ts';
import { contactKey } from '../../model/notifications/keys.ts';
import type { StoredPreferences } from '../../model/notifications/preferences.ts';
import type { MutationVerifyPhoneArgs } from '../../model/schema.ts';
import { actorOf } from '../platform/context.ts';
import { expressionOf, updateItem } from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { util } from '@aws-appsync/utils';
import { preferencesResult } from './shared/preferences.ts';

interface ContactRow extends StoredPreferences {
  readonly code?: string;
}

type Step<Result = unknown> = Context<MutationVerifyPhoneArgs, object, undefined, undefined, Result>;

const DIGITS = 6;

/** Counts a try before it is judged: whoever sends many at once has no more of them. */
export const count = {
  request(ctx: Step) {
    checkCode(ctx.args.code);
    return updateItem(
      contactKey(actorOf(ctx).id),
      {
        expression: 'ADD codeTries :one',
        expressionValues: util.dynamodb.toMapValues({ ':one': 1 }),
      },
      expressionOf('attribute_exists(code) AND codeTries < :most AND codeExpiresOn > :now', {
        ':most': MAX_CODE_TRIES,
        ':now': nowInstant(),
      }),
    );
  },

  response(ctx: Step<ContactRow | null>) {
    if (conditionFailed(ctx.error)) throwNoCode();
    if (ctx.error) throwDataSourceError(ctx.error);
    if (ctx.result?.code !== ctx.args.code)
      throwError('InvalidArgument', 'code is not the one that was sent', { argument: 'code' });
    return {};
  },
};

/** Verifies the number that the code was sent to: another one has no code, or another. */
export const verify = {
  request(ctx: Step) {
    return updateItem(
      contactKey(actorOf(ctx).id),
      {
        expression:
          'SET phoneVerified = :yes, updatedOn = :now REMOVE code, codeId, codeTries, codeExpiresOn',
        expressionValues: util.dynamodb.toMapValues({ ':yes': true, ':now': nowInstant() }),
      },
      expressionOf('code = :code', { ':code': ctx.args.code }),
    );
  },

  response(ctx: Step<StoredPreferences>) {
    if (conditionFailed(ctx.error)) throwNoCode();
    if (ctx.error) throwDataSourceError(ctx.error);
    return preferencesResult(actorOf(ctx).id, ctx.result);
  },
};

/** What cannot be a code is no try. */
function checkCode(code: string): void {
  if (code.length !== DIGITS || !code.split('').every((digit) => '0123456789'.indexOf(digit) >= 0))
    throwError('InvalidArgument', `code must be ${DIGITS} digits`, { argument: 'code' });
}

function throwNoCode(): never {
  throwError('StateConflict', 'There is no code to be checked: ask for one', { status: 'NONE' });
}
