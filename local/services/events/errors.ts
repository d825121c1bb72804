import { AwsError } from '../../platform/AwsError.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html */
export const invalid = (message: string) => new AwsError('ValidationException', message);

export const notFound = (message: string) => new AwsError('ResourceNotFoundException', message);

export const alreadyExists = (message: string) => new AwsError('ResourceAlreadyExistsException', message);
