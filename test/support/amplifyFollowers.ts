import { join } from 'node:path';
import { build } from 'esbuild';
import type { FollowTask, follow as Follow } from './amplifyFollower.ts';

/** So many clients of `aws-amplify`, each with a connection of its own, because each has a copy of the library. Prints a JSON line for each event. */
const { clients, ...task } = JSON.parse(process.argv[2]!) as FollowTask & { readonly clients: number };
const print = (line: object) => console.log(JSON.stringify(line));

// Each copy warns that its user pool is not AWS's own.
console.warn = () => undefined;

const outfile = join(import.meta.dirname, `../../build/test/follower-${process.pid}.mjs`);
await build({
  entryPoints: [join(import.meta.dirname, 'amplifyFollower.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  // Packages in CommonJS ask for modules of Node.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
});
await Promise.all(
  Array.from({ length: clients }, async (_, client) => {
    // Another address is another module, with state of its own.
    const { follow } = (await import(`${outfile}?${client}`)) as { follow: typeof Follow };
    await follow(task, (at, delivered) => print({ follower: `${client}/${at}`, delivered }));
  }),
);
print({ ready: true });
