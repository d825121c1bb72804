import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';

/**
 * `npm run audit` asks the registry for advisories about the locked versions. A mirror may have none, and a machine no
 * network: then, and with `--offline`, the list in `advisories.json` is asked instead. It knows only what was entered
 * into it, so what the registry says counts wherever it can be had.
 */
const root = join(import.meta.dirname, '..');
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

if (process.argv.includes('--offline') || !askRegistry()) askList();

/** Returns false where the registry has no answer. */
function askRegistry() {
  const { stdout } = spawnSync('npm', ['audit', '--json'], { cwd: root, encoding: 'utf8' });
  const { vulnerabilities } = parsed(stdout ?? '');
  if (!vulnerabilities) {
    console.log('The registry gives no advisories.');
    return false;
  }
  report(
    Object.values(vulnerabilities).map(({ name, severity, range }) => `${name} ${range}: ${severity}`),
    'the registry',
  );
  return true;
}

function askList() {
  const { reviewed, advisories } = read('lint/advisories.json');
  const found = Object.entries(read('package-lock.json').packages).flatMap(([path, { version }]) =>
    advisories
      .filter((advisory) => path.endsWith(`node_modules/${advisory.package}`))
      .filter(({ vulnerable }) => semver.satisfies(version, vulnerable))
      .map(({ id, title }) => `${path} ${version}: ${id}, ${title}`),
  );
  report(found, `lint/advisories.json, reviewed ${reviewed}`);
}

function report(found, source) {
  for (const line of found) console.log(line);
  console.log(`${found.length} vulnerable, by ${source}.`);
  if (found.length > 0) process.exitCode = 1;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
