import type { AppSync } from '../appsync/AppSync.ts';
import type { Lambda } from '../lambda/Lambda.ts';
import type { Sqs } from '../sqs/Sqs.ts';
import type { EventTargets } from './Events.ts';
import { appSyncTarget } from './targets/appSyncTarget.ts';
import { lambdaTarget } from './targets/lambdaTarget.ts';
import { sqsTarget } from './targets/sqsTarget.ts';

/** The services rules deliver to, by their name in a target's ARN; buses reach each other without it. */
export const createEventTargets = ({
  sqs,
  lambda,
  appsync,
}: {
  sqs: Sqs;
  lambda: Lambda;
  appsync: AppSync;
}): EventTargets => ({
  sqs: sqsTarget(sqs),
  lambda: lambdaTarget(lambda),
  appsync: appSyncTarget(appsync),
});
