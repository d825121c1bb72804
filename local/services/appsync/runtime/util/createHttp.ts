import type { Invocation } from '../Invocation.ts';

/** Headers that belong to the connection, not to the resolver. */
const RESTRICTED = new Set(
  'connection content-length cookie expect host keep-alive proxy-authorization set-cookie te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
);

/** https://docs.aws.amazon.com/appsync/latest/devguide/http-helpers-in-utils-js.html */
export function createHttp(invocation: () => Invocation) {
  const addResponseHeader = (name: string, value: unknown) => {
    const lower = name.toLowerCase();
    if (RESTRICTED.has(lower) || /^x-amzn?-/.test(lower))
      throw new Error(`Response header ${name} is restricted.`);
    invocation().addResponseHeader(name, typeof value === 'string' ? value : JSON.stringify(value));
  };
  return {
    addResponseHeader,
    addResponseHeaders(headers: Readonly<Record<string, unknown>>) {
      for (const [name, value] of Object.entries(headers)) addResponseHeader(name, value);
    },
    copyHeaders: (headers: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => !RESTRICTED.has(name.toLowerCase()))),
  };
}
