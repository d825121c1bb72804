import { describe, expect, test } from 'vitest';
import { bundleResolvers } from '../../lib/bundles/bundleResolvers.ts';

const bundles = bundleResolvers(process.cwd());

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html */
const LIMIT = 32_000;

describe('every bundled resolver', () => {
  test.each([...bundles])('%s is within the 32 KB of AppSync', (_path, code) => {
    expect(Buffer.byteLength(code)).toBeLessThan(LIMIT);
  });

  test.each([...bundles])('%s imports nothing but the modules of AppSync', (_path, code) => {
    const imported = [...code.matchAll(/^import .* from "(.*)";$/gm)].map(([, module]) => module);
    expect(['@aws-appsync/utils', '@aws-appsync/utils/dynamodb']).toEqual(expect.arrayContaining(imported));
  });

  test.each([...bundles])('%s has both handlers', (_path, code) => {
    expect(code).toMatch(/export \{[^}]*\brequest\b[^}]*\bresponse\b[^}]*\}/);
  });
});
