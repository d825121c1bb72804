import type { Lambda } from '../../lambda/Lambda.ts';
import type { EventTarget } from '../Events.ts';

/** An asynchronous invocation: what the function makes of the event is for Lambda to retry. */
export const lambdaTarget =
  (lambda: Lambda): EventTarget =>
  async ({ targetArn, input }, call) => {
    lambda.invokeLater(targetArn, input, call);
  };
