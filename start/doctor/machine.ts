import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { availableParallelism, freemem, tmpdir } from 'node:os';
import type { Finding, Patient } from './Finding.ts';

const MIB = 1024 * 1024;

/** An assembly is 10 MB, its bundles are as much, and a burst in a data folder is some 100 MB. Chosen. */
const LEAST_DISK_MIB = 500;

/** Space for assemblies and bundles in the checkout, and for temporary files. */
export const spaceOnDisk = ({ root }: Patient): readonly Finding[] =>
  [
    ['disk', root],
    ['temporary', tmpdir()],
  ].map(([what = '', folder = '']) => {
    const { bavail, bsize } = statfsSync(folder);
    const free = Math.floor((bavail * bsize) / MIB);
    const found = `${free} MiB free at ${folder}`;
    return free < LEAST_DISK_MIB
      ? { state: 'fault', what, found, remedy: `Make room: it wants ${LEAST_DISK_MIB} MiB.` }
      : { state: 'ok', what, found };
  });

/** What a start with its synthesis takes, measured; a burst of 20,000 bookings takes 700 MiB. */
const LEAST_MEMORY_MIB = 1000;

export function freeMemory(): readonly Finding[] {
  const free = Math.floor(availableMemory() / MIB);
  const found = `${free} MiB free, ${availableParallelism()} processors`;
  return [
    free < LEAST_MEMORY_MIB
      ? { state: 'note', what: 'memory', found, remedy: 'The first start may be slow: end other programs.' }
      : { state: 'ok', what: 'memory', found },
  ];
}

/** What programs can have: on Linux that includes what only caches files. https://man7.org/linux/man-pages/man5/proc_meminfo.5.html */
function availableMemory(): number {
  const file = '/proc/meminfo';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [, kibibytes] = /^MemAvailable:\s+(\d+) kB/m.exec(text) ?? [];
  return kibibytes === undefined ? freemem() : Number(kibibytes) * 1024;
}

const WATCHES = '/proc/sys/fs/inotify/max_user_watches';

/** Linux's limit of watched folders and files: live edits watch the sources. */
export function fileWatches(): readonly Finding[] {
  if (!existsSync(WATCHES)) return [];
  const watches = Number(readFileSync(WATCHES, 'utf8'));
  const found = `${watches} files and folders may be watched`;
  return [
    watches < 4096
      ? {
          state: 'note',
          what: 'live edits',
          found,
          remedy: 'Raise fs.inotify.max_user_watches, or start with --no-watch.',
        }
      : { state: 'ok', what: 'live edits', found },
  ];
}

/** Java is for tests that also run on DynamoDB Local. */
export function javaForTests(): readonly Finding[] {
  // It prints to standard error: https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
  const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const what = 'Java';
  return [
    status === 0
      ? { state: 'ok', what, found: stderr.split('\n')[0] ?? '' }
      : { state: 'note', what, found: 'none: tests do without DynamoDB Local, all else is the same' },
  ];
}

/**
 * The AWS CLI is for whoever wants it: any version speaks to the AWS endpoint. AWS_ENDPOINT_URL is read since 2.13 and 1.29.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function toolsOfAws(): readonly Finding[] {
  const { status, stdout } = spawnSync('aws', ['--version'], { encoding: 'utf8' });
  const what = 'AWS CLI';
  const [, version = ''] = /^aws-cli\/(\S+)/.exec(status === 0 ? stdout : '') ?? [];
  if (version === '')
    return [{ state: 'note', what, found: 'none: only some commands of the README use it' }];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const found = readsEndpointUrl(major, minor)
    ? version
    : `${version}: give it --endpoint-url, as it reads no AWS_ENDPOINT_URL`;
  return [{ state: 'ok', what, found }];
}

const readsEndpointUrl = (major: number, minor: number) => minor >= (major === 1 ? 29 : 13);
