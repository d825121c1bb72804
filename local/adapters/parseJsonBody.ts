import { AwsError } from '../platform/AwsError.ts';
import { parseJson } from '../platform/parseJson.ts';

/**
 * How deep lists and maps of a request may be nested. Chosen: the deepest request of an AWS service is a transaction
 * of DynamoDB, whose values nest 32 levels of two braces each below seven of the request's own.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items-nested
 */
const DEEPEST_REQUEST = 100;

/** The JSON object of a request's body. An empty body has no members. Throws where it is anything else, or too deep. */
export function parseJsonBody(body: string): object {
  const input = body === '' ? {} : parsed(body);
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  throw serializationException('Start of structure or map not found where expected');
}

const serializationException = (message: string) => new AwsError('SerializationException', message);

function parsed(body: string): unknown {
  try {
    return parseJson(body, DEEPEST_REQUEST);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw serializationException('The request body is not valid JSON, or is nested too deeply.');
  }
}
