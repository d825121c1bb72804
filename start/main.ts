import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { failWith } from '../local/cli/failWith.ts';

// What V8 and type stripping made of the code, kept between starts; before anything large is loaded.
enableCompileCache(join(import.meta.dirname, '../build/compiled'));

try {
  const { run } = await import('./run.ts');
  await run(process.argv.slice(2), process.env);
} catch (error) {
  failWith(error);
}
