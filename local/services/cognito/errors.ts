import { AwsError } from '../../platform/AwsError.ts';

// Errors that several actions share, as Cognito words them.

export const notAuthorized = (message: string) => new AwsError('NotAuthorizedException', message);
export const wrongPassword = () => notAuthorized('Incorrect username or password.');
export const invalidParameter = (message: string) => new AwsError('InvalidParameterException', message);
export const missingParameter = (name: string) => invalidParameter(`Missing required parameter ${name}`);
export const resourceNotFound = (message: string) => new AwsError('ResourceNotFoundException', message);
