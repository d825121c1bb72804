import { heading } from './heading.ts';

/** What a visitor reads while the backend starts. */
export const titlePage = () =>
  heading(
    'Frontdesk: a day at the desk of an apartment complex, and in its shop',
    'The whole backend starts from its own CDK template, on free ports of this machine: AppSync, SQS, Lambda, DynamoDB, ' +
      'EventBridge, Cognito. Three tenants, a caretaker and an admin sign in. → is a request and its answer, ← what a ' +
      'subscription delivers: to tenants what is theirs, to the caretaker what is on hand.',
  );
