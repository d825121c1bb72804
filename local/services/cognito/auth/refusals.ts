import { AwsError } from '../../../platform/AwsError.ts';

// Refusals that several actions share, as Cognito words them.

export const wrongPassword = () => new AwsError('NotAuthorizedException', 'Incorrect username or password.');
export const invalidParameter = (message: string) => new AwsError('InvalidParameterException', message);
export const missing = (parameter: string) => invalidParameter(`Missing required parameter ${parameter}`);
