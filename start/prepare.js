import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// npm runs this after `npm ci`. JavaScript, so that it can say so where Node is too old for TypeScript.
enableCompileCache(join(import.meta.dirname, '../build/compiled'));
try {
  const { prepare } = await import('./prepareStart.ts');
  await prepare(process.env);
} catch (error) {
  // What is installed works without it.
  console.error(`Nothing was prepared, so the first "npm start" takes longer: ${error?.message ?? error}`);
}
