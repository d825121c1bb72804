import type { World } from '../../../../platform/World.ts';
import type { Invocation } from '../Invocation.ts';
import { javaPattern } from '../javaPattern.ts';
import { ResolverError } from '../ResolverError.ts';
import { toPlain } from '../toPlain.ts';
import { authType } from './authType.ts';
import { createHttp } from './createHttp.ts';
import { createIds } from './createIds.ts';
import { createMath } from './createMath.ts';
import { createTime } from './createTime.ts';
import { dynamodb } from './dynamodb.ts';
import { notOffered } from './notOffered.ts';
import { escapeJavaScript, urlDecode, urlEncode } from './text.ts';
import { transform } from './transform.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-util-reference-js.html */
export function createUtil(world: World, invocation: () => Invocation) {
  const raised = (message: unknown, type?: unknown, data?: unknown, info?: unknown) =>
    new ResolverError(
      textOrNull(message) ?? '',
      textOrNull(type),
      toPlain(data) ?? null,
      toPlain(info) ?? null,
    );

  return {
    ...createIds(world),
    authType: () => authType(invocation().identity),
    base64Decode: (text: string) => Buffer.from(text, 'base64').toString('utf8'),
    base64Encode: (text: string) => Buffer.from(text, 'utf8').toString('base64'),
    escapeJavaScript,
    matches: (pattern: string, value: string) => javaPattern(pattern).test(value),
    urlDecode,
    urlEncode,
    appendError: (...error: [unknown, unknown?, unknown?, unknown?]) => invocation().append(raised(...error)),
    error(...error: [unknown, unknown?, unknown?, unknown?]): never {
      throw raised(...error);
    },
    unauthorized(): never {
      throw invocation().unauthorized();
    },
    dynamodb,
    http: createHttp(invocation),
    math: createMath(world),
    rds: notOffered('util.rds', ['toJsonObject', 'toJsonString']),
    str: { normalize: (text: string, form: string) => text.normalize(form.toUpperCase()) },
    time: createTime(world.clock),
    transform,
    xml: notOffered('util.xml', ['toMap', 'toJsonString']),
  };
}

const textOrNull = (value: unknown) => (value === undefined || value === null ? null : String(value));
