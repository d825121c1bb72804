import type { ClientTarget, CognitoCore } from '../CognitoCore.ts';

/** `AuthParameters` and `ChallengeResponses`. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** One way to prove who one is: tokens, or the next challenge. */
export type Flow = (core: CognitoCore, target: ClientTarget, parameters: Parameters) => Promise<object>;
