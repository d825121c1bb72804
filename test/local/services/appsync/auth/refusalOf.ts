import { expect } from 'vitest';
import type { createChat } from '../realtime/createChat.ts';

/** Status, type and message of a refusal, whose header says the same as its body. */
export const refusalOf = async (answer: ReturnType<ReturnType<typeof createChat>['call']>) => {
  const { status, headers, body } = await answer;
  const [error] = JSON.parse(String(body)).errors;
  expect(headers['x-amzn-errortype']).toBe(error.errorType);
  return [status, error.errorType, error.message];
};
