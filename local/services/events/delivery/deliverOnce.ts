import { parseArn } from '../../../platform/arns.ts';
import { invariant } from '../../../platform/errors.ts';
import type { EventTargets, Remark } from '../Events.ts';
import type { Delivery } from './Delivery.ts';
import { targetInput } from './targetInput.ts';

/** Hands the event to its target. Throws what the target throws. */
export async function deliverOnce(
  targets: EventTargets,
  { rule, target, event, call, ingestedAt }: Delivery,
): Promise<Remark | void> {
  const deliver = targets[parseArn(target.Arn)?.service ?? ''];
  invariant(deliver, `PutTargets let ${target.Arn} pass`);
  const {
    Id: _,
    Arn,
    RoleArn,
    Input,
    InputPath,
    InputTransformer,
    RetryPolicy,
    DeadLetterConfig,
    ...parameters
  } = target;
  return deliver(
    {
      targetArn: Arn,
      ...(RoleArn === undefined ? {} : { roleArn: RoleArn }),
      input: targetInput(rule, target, event, ingestedAt),
      parameters,
    },
    call,
  );
}
