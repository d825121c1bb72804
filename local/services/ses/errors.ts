import { AwsError } from '../../platform/AwsError.ts';

// Errors with their statuses: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors

export const badRequest = (message: string) => new AwsError('BadRequestException', message);
export const messageRejected = (message: string) => new AwsError('MessageRejected', message);
export const limitExceeded = (message: string) => new AwsError('LimitExceededException', message);
export const alreadyExists = (message: string) => new AwsError('AlreadyExistsException', message);
export const notFound = (message: string) => new AwsError('NotFoundException', message, { status: 404 });
