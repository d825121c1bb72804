import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const STORED = 0;
const DEFLATED = 8;

/** The files of a ZIP archive by their paths; folders are left out. https://pkware.cachefly.net/webdocs/APPNOTE/APPNOTE-6.3.9.TXT */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || archive.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('not a ZIP archive');

  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const entry = readEntry(archive, at);
    if (!entry.path.endsWith('/')) files.set(entry.path, contentOf(archive, entry));
    at = entry.next;
  }
  return files;
}

/** Section 4.3.12, the central directory. */
function readEntry(archive: Buffer, at: number) {
  const pathLength = archive.readUInt16LE(at + 28);
  const trailing = archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  return {
    method: archive.readUInt16LE(at + 10),
    size: archive.readUInt32LE(at + 20),
    header: archive.readUInt32LE(at + 42),
    path: archive.toString('utf8', at + 46, at + 46 + pathLength),
    next: at + 46 + pathLength + trailing,
  };
}

/** Section 4.3.7: the local header's own lengths tell where the content starts. */
function contentOf(archive: Buffer, { method, size, header, path }: ReturnType<typeof readEntry>): Buffer {
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const content = archive.subarray(start, start + size);
  if (method === STORED) return content;
  if (method === DEFLATED) return inflateRawSync(content);
  throw new Error(`${path} is compressed by method ${method}, which is not supported`);
}
