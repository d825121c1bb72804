import { AwsError } from '../../../platform/AwsError.ts';
import type { AccessDecision } from './Access.ts';

/** A service's own form of a denial; it is given AWS's words. */
export type DenialError = (message: string) => AwsError;

/** Of most services: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export const accessDeniedException =
  (status: number): DenialError =>
  (message) =>
    new AwsError('AccessDeniedException', message, { status });

/** Recorded, such as in https://github.com/AntonShuvaev/intellij-dynamodb/issues/29 */
export const denialMessage = ({ principal, action, resource, reason }: AccessDecision, spelled = action) =>
  `User: ${principal} is not authorized to perform: ${spelled} on resource: ${resource} ${
    reason?.replaceAll(action, spelled) ?? ''
  }`;
