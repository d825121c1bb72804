// JavaScript without imports of ours, so that it also runs where Node is too old for TypeScript or nothing is installed.
const [major, minor] = process.versions.node.split('.').map(Number);

// https://nodejs.org/api/typescript.html: types are stripped without a flag since 22.18.
if (major > 22 || (major === 22 && minor >= 18)) {
  const { run } = await import('./run.ts');
  process.exitCode = await run(process.argv.slice(2), process.env);
} else {
  console.error(
    major < 20
      ? `Node ${process.versions.node} is too old: install Node 20 or later, then run "npm ci".`
      : 'Nothing is installed: run "npm ci", which also brings the Node that everything here runs on.',
  );
  process.exitCode = 1;
}
