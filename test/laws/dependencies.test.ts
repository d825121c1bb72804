import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from './root.ts';
import { textFiles } from './textFiles.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
};
const dependencies = { ...manifest.dependencies, ...manifest.devDependencies };
const names = Object.keys(dependencies);

test('every dependency is one exact version', () => {
  expect(Object.entries(dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

describe('every dependency is used', () => {
  let sources = '';
  beforeAll(() => {
    const places = [
      'bench',
      'dashboard',
      'lambda-fns',
      'letters',
      'lib',
      'lint',
      'local',
      'model',
      'resolvers',
      'start',
      'test',
      '*.{js,ts,yml,json}',
      '.*.cjs',
    ];
    sources = textFiles(places)
      .filter(({ path }) => !path.startsWith('package'))
      .map(({ text }) => text)
      .join('\n');
  });

  /** By other ways than its name in quotes. */
  const usedAs: Readonly<Record<string, string>> = {
    // Its command.
    'aws-cdk': 'cdk synth',
    '@graphql-codegen/cli': 'graphql-codegen',
    node: 'node start/demo/main.ts',
    typescript: 'tsc -p',
    // Vitest runs on it, and leaves its version to us.
    vite: 'vitest run',
    // By a path within it.
    oxfmt: 'node_modules/oxfmt/',
    oxlint: 'oxlint &&',
    // What oxlint asks about types.
    'oxlint-tsgolint': 'oxlint &&',
    // Peers of AppSync’s links for Apollo Client.
    rxjs: "'aws-appsync-auth-link'",
    uuid: "'aws-appsync-subscription-link'",
    // Plugins of the generator, by their short names.
    '@graphql-codegen/typescript': '- typescript',
    '@graphql-codegen/typescript-operations': '- typescript-operations',
    '@graphql-codegen/typed-document-node': '- typed-document-node',
    '@graphql-codegen/near-operation-file-preset': 'preset: near-operation-file',
  };
  const isUsed = (name: string) => {
    if (name.startsWith('@types/'))
      return (
        name === '@types/node' || names.includes(name.slice(7)) || sources.includes(`'${name.slice(7)}'`)
      );
    const scripts = Object.values(manifest.scripts).join('\n');
    return [`'${name}'`, `'${name}/`, `"${name}"`, usedAs[name]].some(
      (text) => text !== undefined && (sources.includes(text) || scripts.includes(text)),
    );
  };

  test.each(names)('%s', (name) => {
    expect(isUsed(name)).toBe(true);
  });
});

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string };
    readonly expression?: string;
  }[];
}

/** Each lets us use and pass on the code. Weak copyleft (MPL) binds changes to those files only, which we do not make. */
const LICENSES = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
  'PSF-2.0',
  'Unlicense',
  'WTFPL',
];
/** Others, each with its reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  // Data about browsers, for a compiler's targets; nothing of it is passed on.
  'caniuse-lite': 'CC-BY-4.0',
  // Evaluates policies on one machine, unmodified; nothing that is deployed or bundled has it: docs/decisions/017-iam.md.
  '@cloud-copilot/iam-simulate': 'AGPL-3.0-or-later',
  '@cloud-copilot/iam-policy': 'AGPL-3.0-or-later',
  '@cloud-copilot/iam-utils': 'AGPL-3.0-or-later',
};

describe('the bill of materials', () => {
  let bill: {
    bomFormat: string;
    specVersion: string;
    serialNumber: string;
    metadata: any;
    components: Component[];
    dependencies: { ref: string }[];
  };
  beforeAll(() => {
    const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
    const text = execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
    bill = JSON.parse(text);
  });

  // https://cyclonedx.org/docs/1.5/json/
  test('has what CycloneDX requires', () => {
    expect(bill).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: expect.stringMatching(/^1\.\d$/),
      serialNumber: expect.stringMatching(/^urn:uuid:[\da-f-]{36}$/),
      metadata: { timestamp: expect.any(String), component: { version: expect.any(String) } },
    });
    expect(new Set(bill.dependencies.map(({ ref }) => ref)).size).toBe(bill.dependencies.length);
  });

  test('names every dependency, with its version, its address and its hash', () => {
    const named = new Map(bill.components.map(({ name, version }) => [`${name}@${version}`, true]));
    expect(
      Object.entries(dependencies).filter(([name, version]) => !named.has(`${name}@${version}`)),
    ).toEqual([]);
    for (const { name, version, purl, hashes = [], properties = [] } of bill.components) {
      expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
      // What is bundled in another package has that one's hash.
      if (properties.some((property) => property.name === 'cdx:npm:package:bundled')) continue;
      expect({ name, hashes }).toEqual({
        name,
        hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[\da-f]{128}$/) }],
      });
    }
  });

  test('names only licences that we allow', () => {
    const isAllowed = (expression: string) =>
      expression
        .replace(/[()]/g, '')
        .split(' OR ')
        .some((id) => LICENSES.includes(id));
    const others = bill.components.filter(({ name, licenses = [] }) => {
      const ids = licenses.map(({ license, expression }) => license?.id ?? expression ?? 'none');
      return ids.length === 0 || !ids.every((id) => isAllowed(id) || EXCEPTIONS[name] === id);
    });
    expect(others.map(({ name, licenses }) => ({ name, licenses }))).toEqual([]);
  });
});

test('no locked version is in the list of advisories', () => {
  const { status, stdout } = spawnSync(process.execPath, ['lint/audit.js', '--offline'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^0 vulnerable/) });
});
