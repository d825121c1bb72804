import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isSchemaBehind } from '../../../start/watch/isSchemaBehind.ts';

test('a field that generated types do not have is noticed, and so is one that is gone', () => {
  const checkout = join(import.meta.dirname, '../../..');
  expect(isSchemaBehind(checkout)).toBe(false);
  const root = mkdtempSync(join(tmpdir(), 'schema-'));
  mkdirSync(join(root, 'model'));
  cpSync(join(checkout, 'model/schema.ts'), join(root, 'model/schema.ts'));
  const schema = readFileSync(join(checkout, 'schema.graphql'), 'utf8');
  const isBehindWith = (text: string) => {
    writeFileSync(join(root, 'schema.graphql'), text);
    return isSchemaBehind(root);
  };
  expect(isBehindWith(schema)).toBe(false);
  expect(isBehindWith(schema.replace('type Query {', 'type Query {\n  another: String'))).toBe(true);
  expect(isBehindWith(`${schema}\ntype Another {\n  id: ID\n}\n`)).toBe(true);
  rmSync(root, { recursive: true });
});
