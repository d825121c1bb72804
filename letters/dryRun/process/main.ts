import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

// The process of a dry run. Its one argument is the time at which it begins, in epoch milliseconds.

// Compiled code is kept between dry runs, because a start is half of what such a process does. Enabled before anything large
// is loaded, and written at once, because the process is killed in the end.
enableCompileCache(join(import.meta.dirname, '../../../build/compiled'));
const { rehearse } = await import('./rehearse.ts');
flushCompileCache();
await rehearse(Number(process.argv[2]));
